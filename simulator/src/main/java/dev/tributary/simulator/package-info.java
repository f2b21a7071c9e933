/**
 * Confluence in one process, to develop and test against: the OAuth provider, login and consent, personal access tokens and the REST
 * surface of Confluence Data Center, or Atlassian's authorization server, sites and both REST surfaces of Confluence Cloud; with a clock
 * that can be set, faults by script and a journal of every request.
 *
 * <p>It is an independent witness: it shares no code with the library it tests. Where real Confluences differ, or public sources
 * disagree, a {@linkplain dev.tributary.simulator.environment.Switch switch} chooses.
 *
 * <pre>{@code
 * try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter().start()) {
 *     URI callback = new SimulatedBrowser("alice", "alice").approve(authorizationUri, "http://localhost:8080/callback");
 *     confluence.clock().advance(Duration.ofHours(2));            // the access token is over
 *     confluence.faults().add(Fault.of(Fault.Action.DROP_AFTER)); // the next answer is lost
 *     confluence.requests().of("POST", "/rest/oauth2");           // what came in
 * }
 * }</pre>
 *
 * <p>In JUnit one annotated field gives a running one: {@link dev.tributary.simulator.junit.StartConfluence}. Users are {@code alice},
 * {@code bob} and {@code admin}, and their passwords are their names; the client {@code tributary} with the secret
 * {@code tributary-secret} may redirect to {@code http://localhost:8080/callback}. The personal access tokens, the sessions and the content
 * live in memory and end with the simulator.
 *
 * <h2>Control over HTTP</h2>
 *
 * The same port answers under {@code /simulator}, in JSON, for callers on this machine only. A page of another origin is refused; whoever
 * binds another address has to set a control token, which is then sent as {@code Authorization: Bearer}.
 *
 * <pre>{@code
 * GET    /simulator/clock                                       the simulated time
 * POST   /simulator/clock          {"advance":"PT2H"}           sets it ahead
 * GET    /simulator/switches                                    each switch, its value, what it takes and what it is for
 * POST   /simulator/switches       {"bad-bearer":"401"}         sets some
 * GET    /simulator/faults                                      what is still to go wrong
 * POST   /simulator/faults         {"action":"drop-after","method":"POST","path":"/rest/oauth2/latest/token","nth":1,"times":1}
 * DELETE /simulator/faults
 * GET    /simulator/requests                                    each request that came in, and who was served
 * DELETE /simulator/requests
 * GET    /simulator/grants                                      each grant with its live tokens, renewals and refused reuses
 * POST   /simulator/grants/revoke  {"user":"alice","kind":"access"}   ends access tokens, refresh tokens or whole grants
 * GET    /simulator/sites                                       Cloud: each site with its cloud id
 * POST   /simulator/api-tokens     {"user":"alice","days":7}    Cloud: makes an API token; with "scopes" one for the API host
 * }</pre>
 *
 * The actions of a fault are {@code delay} (with {@code "delay":"PT2S"}), {@code drop-before} and {@code drop-after} the state change,
 * {@code status} (with {@code "status":503} and perhaps {@code "retryAfter":"7"}), {@code truncate}, {@code garbage}, {@code html},
 * {@code huge} and {@code too-many-requests}.
 *
 * <h2>Inside</h2>
 *
 * {@code http} is the kernel, {@code environment} what all surfaces share, {@code oauth}, {@code pages}, {@code access} and
 * {@code content} are the surfaces, {@code cloud} is what Cloud has besides, {@code control} is what no real Confluence has.
 * {@code DataCenter} and {@code Cloud} put them together. Every answer
 * carries {@code X-Tributary-Simulator: 1}, so that nobody takes this for the real thing.
 */
@NullMarked
package dev.tributary.simulator;

import org.jspecify.annotations.NullMarked;
