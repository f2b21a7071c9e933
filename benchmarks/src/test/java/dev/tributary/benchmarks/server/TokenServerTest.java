package dev.tributary.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables are worth no more than the server that judges in them. */
class TokenServerTest {

    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"(\\w+)\"");
    private static final Pattern REFRESH_TOKEN = Pattern.compile("\"refresh_token\":\"(\\w+)\"");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void where_reuse_is_allowed_the_refresh_token_goes_on() throws Exception {
        try (TokenServer server = TokenServer.start(Rotation.REUSE, Duration.ZERO)) {
            String first = refreshTokenOf(server.newGrant());

            String once = found(ACCESS_TOKEN, renew(server, first));
            String again = found(ACCESS_TOKEN, renew(server, first));

            assertThat(server.accepts(once)).isTrue();
            assertThat(server.accepts(again)).isTrue();
            assertThat(server.isAlive(first)).isTrue();
            assertThat(server.callsSinceAsked()).isEqualTo(2);
            assertThat(server.callsSinceAsked()).isZero();
        }
    }

    @Test
    void a_strict_server_refuses_what_was_spent_and_keeps_the_grant() throws Exception {
        try (TokenServer server = TokenServer.start(Rotation.STRICT, Duration.ZERO)) {
            String first = refreshTokenOf(server.newGrant());
            HttpResponse<String> renewed = renew(server, first);

            HttpResponse<String> refused = renew(server, first);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("invalid_grant");
            assertThat(server.isAlive(first)).isFalse();
            assertThat(server.accepts(found(ACCESS_TOKEN, renewed))).isTrue();
            assertThat(server.isAlive(found(REFRESH_TOKEN, renewed))).isTrue();
        }
    }

    @Test
    void a_server_that_revokes_families_ends_all_of_a_grant_and_no_other() throws Exception {
        try (TokenServer server = TokenServer.start(Rotation.FAMILY, Duration.ZERO)) {
            String first = refreshTokenOf(server.newGrant());
            String another = refreshTokenOf(server.newGrant());
            HttpResponse<String> renewed = renew(server, first);

            assertThat(renew(server, first).statusCode()).isEqualTo(400);

            assertThat(server.accepts(found(ACCESS_TOKEN, renewed))).isFalse();
            assertThat(server.isAlive(found(REFRESH_TOKEN, renewed))).isFalse();
            assertThat(renew(server, found(REFRESH_TOKEN, renewed)).statusCode())
                    .isEqualTo(400);
            assertThat(server.isAlive(another)).isTrue();
        }
    }

    private HttpResponse<String> renew(TokenServer server, String refreshToken) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.tokenEndpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=refresh_token&refresh_token=" + refreshToken))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String refreshTokenOf(Issued issued) {
        return Objects.requireNonNull(issued.refreshToken());
    }

    private static String found(Pattern what, HttpResponse<String> answer) {
        Matcher matcher = what.matcher(answer.body());
        assertThat(matcher.find()).as("found in %s", answer.body()).isTrue();
        return matcher.group(1);
    }
}
