/**
 * Confluence in one process, to develop and test against: the OAuth provider, login and consent, personal access tokens and the REST
 * surface of Confluence Data Center, with a clock that can be set, faults by script and a journal of every request.
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
 * {@code bob} and {@code admin}, each with the own name as password; the client {@code tributary} with the secret
 * {@code tributary-secret} may redirect to {@code http://localhost:8080/callback}.
 */
@NullMarked
package dev.tributary.simulator;

import org.jspecify.annotations.NullMarked;
