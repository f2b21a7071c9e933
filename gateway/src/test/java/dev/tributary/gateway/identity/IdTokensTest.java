package dev.tributary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.http.HttpTransport;
import dev.tributary.http.Network;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Which ID tokens of an OpenID provider let somebody in, and which do not. */
class IdTokensTest {

    private static final Instant AT = Instant.parse("2027-01-31T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(AT, ZoneOffset.UTC);
    private static final long NOW = AT.getEpochSecond();
    private static final String NONCE = "the-nonce-of-this-sign-in";

    private final TestIssuer issuer = new TestIssuer(CLOCK);
    private final HttpTransport transport = new HttpTransport(Network.DIRECT);
    private final IdTokens tokens =
            new IdTokens(new IssuerConfig.Name(TestIssuer.NAME, TestIssuer.AUDIENCE), issuer.jwks(), transport, CLOCK);

    @AfterEach
    void close() {
        issuer.close();
        transport.close();
    }

    @Test
    void a_token_for_this_client_that_answers_this_request_says_who_it_is() throws Exception {
        assertThat(verified(TestIssuer.FIRST.sign("RS256", claims()))
                        .path("sub")
                        .asString())
                .isEqualTo("alice");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("iss", "https://evil.example"),
                Arguments.of("aud", "another-client"),
                Arguments.of("aud", List.of(TestIssuer.AUDIENCE, "another-client")),
                Arguments.of("azp", "another-client"),
                Arguments.of("nonce", "another-nonce"),
                Arguments.of("nonce", null),
                Arguments.of("exp", NOW - 120),
                Arguments.of("exp", null),
                Arguments.of("iat", NOW - 900),
                Arguments.of("iat", NOW + 120),
                Arguments.of("iat", null),
                Arguments.of("sub", " "),
                Arguments.of("sub", null),
                Arguments.of("sub", "x".repeat(256)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrong")
    void a_token_with_a_wrong_claim_is_rejected(String claim, Object value) {
        Map<String, Object> claims = claims();
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        assertRejected(TestIssuer.FIRST.sign("RS256", claims));
    }

    @Test
    void a_token_that_another_key_signed_or_none_is_rejected() {
        assertRejected(TestKey.rsa("first", 2048).sign("RS256", claims()));
        String signed = TestIssuer.FIRST.sign("RS256", claims());
        assertRejected(signed.substring(0, signed.lastIndexOf('.') + 1));
        assertRejected("eyJhbGciOiJub25lIn0" + signed.substring(signed.indexOf('.'), signed.lastIndexOf('.') + 1));
        assertRejected("");
    }

    private void assertRejected(String token) {
        assertThatThrownBy(() -> verified(token)).hasRootCauseInstanceOf(Rejected.class);
    }

    private JsonNode verified(String token) throws Exception {
        return tokens.verify(token, NONCE).get(60, TimeUnit.SECONDS);
    }

    private Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>(issuer.claims("alice"));
        claims.put("nonce", NONCE);
        return claims;
    }
}
