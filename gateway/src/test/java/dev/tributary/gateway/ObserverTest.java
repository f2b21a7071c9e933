package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.observe.Observation;
import dev.tributary.gateway.observe.Observations;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.Misconfigured;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that differ where public sources leave it open: the observer tells each of them, and leaves nothing behind. */
@SuppressWarnings("NullAway.Init")
class ObserverTest {

    private static final String SECRET = "the-secret-of-the-observed";
    private static final String CALLBACK = "http://localhost:8081/callback/wiki";

    @TempDir
    Path directory;

    private ConfluenceSimulator confluence;

    @AfterEach
    void stop() {
        confluence.close();
    }

    private void start(ConfluenceSimulator.Builder settings, String... switches) {
        settings.port(0).client("observed", SECRET, CALLBACK);
        for (String option : switches) {
            settings.set(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        confluence = settings.start();
    }

    private GatewayConfig config(String edition) {
        return GatewayConfig.parse(
                """
                publicUrl: http://localhost:8081
                sites: { wiki: { simulator: true, %s } }
                apps: { portal: { keys: ["${KEY}"], sites: [wiki], rights: [connect], returnUrls: ["http://localhost:8082/back"] } }
                """.formatted(edition), directory, Map.of("SECRET", SECRET, "KEY", "trib_" + "0".repeat(64)));
    }

    private GatewayConfig dataCenter() {
        return config("dataCenter: { baseUrl: \"%s\", clientId: observed, clientSecret: \"${SECRET}\" }"
                .formatted(confluence.baseUrl()));
    }

    private GatewayConfig cloud() {
        return config(
                "cloud: { clientId: observed, clientSecret: \"${SECRET}\", hosts: { auth: \"%1$s\", api: \"%1$s\" } }"
                        .formatted(confluence.baseUrl()));
    }

    private static Observations observe(GatewayConfig config) {
        try (GatewayObserver gateway = GatewayObserver.open(config, null, null, fact -> {})) {
            gateway.observer().asStranger();
            URI landed = new SimulatedBrowser("alice", "alice")
                    .approve(gateway.observer().address(), gateway.redirectUri().toString());
            return gateway.observer().withGrant(landed.getRawQuery());
        }
    }

    private static Observation fact(Observations seen, String name) {
        return seen.all().stream()
                .filter(observation -> observation.fact().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + seen));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad-code=invalid_grant",
                "bad-code=invalid_request",
                "wrong-secret-status=400",
                "wrong-secret-status=401",
                "bad-bearer=anonymous",
                "bad-bearer=401",
                "scope-list=accepted",
                "scope-list=refused",
                "expires-in=present",
                "expires-in=absent",
                "created-at=present",
                "created-at=absent",
                "scope-in-answer=present",
                "scope-in-answer=absent",
                "redirect-uri-on-refresh=optional",
                "redirect-uri-on-refresh=required",
                "refresh-reuse=refuse",
                "refresh-reuse=end-family",
                "refresh-leeway=PT10M",
                "revoke-endpoint=present",
                "revoke-endpoint=absent"
            })
    void tells_which_of_two_servers_it_is(String option) {
        start(ConfluenceSimulator.dataCenter(), option);

        Observations seen = observe(dataCenter());

        assertThat(seen.switches()).contains(option);
        String name = option.substring(0, option.indexOf('='));
        assertThat(seen.switches().stream().filter(other -> other.startsWith(name + "=")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dead-refresh=invalid_grant",
                "dead-refresh=unauthorized_client",
                "refresh-answer=rotates",
                "refresh-answer=keeps",
                "v1-content=gone",
                "v1-content=served",
                "v1-labels-and-uploads=served",
                "v1-labels-and-uploads=gone"
            })
    void tells_which_of_two_clouds_it_is(String option) {
        start(ConfluenceSimulator.cloud(), option);

        assertThat(observe(cloud()).switches()).contains(option);
    }

    @Test
    void ends_its_grant_and_leaves_others_alone() {
        start(ConfluenceSimulator.dataCenter());

        Observations seen = observe(dataCenter());

        assertThat(fact(seen, "revoke").seen()).startsWith("200");
        assertThat(fact(seen, "after-revocation").seen()).contains("anonymous");
        assertThat(confluence.requests().of("POST", "/rest/pat")).isEmpty();
        assertThat(confluence
                        .requests()
                        .matching(request -> !request.method().equals("GET")
                                && request.path().startsWith("/rest/api")))
                .isEmpty();
    }

    @Test
    void revokes_its_grant_also_where_the_server_fails_in_between() {
        start(ConfluenceSimulator.dataCenter());
        confluence.faults().add(Fault.of(Fault.Action.STATUS).status(500).on("GET", "/rest/api/space"));

        observe(dataCenter());

        assertThat(confluence.requests().of("POST", "/rest/oauth2/latest/revoke"))
                .isNotEmpty();
    }

    @Test
    void says_that_bearers_reach_personal_tokens_without_making_one() {
        start(ConfluenceSimulator.dataCenter());

        assertThat(fact(observe(dataCenter()), "pat-by-bearer").settles()).contains("assume that it can make one");
    }

    @Test
    void tells_no_secret_and_no_name() {
        start(ConfluenceSimulator.dataCenter());

        String text = observe(dataCenter()).toString();

        List<String> secrets = new ArrayList<>(
                List.of(SECRET, "alice", "Alice", confluence.baseUrl().getAuthority()));
        confluence.requests().all().forEach(request -> secrets.addAll(tokens(request.toString())));
        assertThat(secrets).hasSizeGreaterThan(3);
        assertThat(secrets).noneMatch(text::contains);
    }

    private static List<String> tokens(String journal) {
        return Pattern.compile("[A-Za-z0-9_-]{32,}")
                .matcher(journal)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void the_guide_names_every_fact_and_no_other() throws IOException {
        start(ConfluenceSimulator.dataCenter());
        Set<String> facts = new TreeSet<>();
        observe(dataCenter()).all().forEach(observation -> facts.add(observation.fact()));
        confluence.close();
        start(ConfluenceSimulator.cloud());
        observe(cloud()).all().forEach(observation -> facts.add(observation.fact()));

        String guide = Files.readString(Path.of("../docs/doctor.md"));
        String table = guide.substring(guide.indexOf("| fact | at |"));
        Set<String> named = Pattern.compile("^\\| ([^|]+) \\|", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .flatMap(row ->
                        Pattern.compile("`([a-z0-9-]+)`").matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(facts);
    }

    @Test
    void takes_no_callback_of_another_flow() {
        start(ConfluenceSimulator.dataCenter());
        try (GatewayObserver gateway = GatewayObserver.open(dataCenter(), "wiki", null, fact -> {})) {
            assertThatThrownBy(() -> gateway.observer().withGrant("code=stolen&state=guessed"))
                    .isInstanceOf(AuthorizationFailed.class);
            assertThatThrownBy(() -> gateway.observer().withGrant("error=access_denied&state=guessed"))
                    .isInstanceOf(AuthorizationFailed.class);
        }
        assertThat(confluence.requests().of("POST", "/rest/oauth2/latest/token"))
                .isEmpty();
    }

    @Test
    void refuses_a_site_that_is_not_configured() {
        start(ConfluenceSimulator.dataCenter());

        assertThatThrownBy(() -> GatewayObserver.open(dataCenter(), "other", null, fact -> {}))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("wiki");
    }
}
