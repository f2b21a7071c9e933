package dev.tributary.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Credential;
import dev.tributary.model.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WhoAmITest {

    private final Site site = Site.dataCenter(
            "wiki",
            URI.create("http://localhost:8090"),
            new ClientRegistration(
                    "tributary", Secret.of("s"), URI.create("http://localhost:8080/callback"), List.of()));

    @Test
    void a_captcha_is_due_where_a_second_reason_says_so() {
        HttpAnswer answer = new HttpAnswer(
                401,
                Map.of("X-Seraph-LoginReason", List.of("AUTHENTICATED_FAILED", "AUTHENTICATION_DENIED")),
                Body.EMPTY);
        WhoAmI asking = new WhoAmI(call -> CompletableFuture.completedFuture(answer));

        assertThatExceptionOfType(AuthorizationFailed.class)
                .isThrownBy(() -> asking.passwordAccount(site, Credential.basic("alice", Secret.of("wrong"))))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.CAPTCHA_DUE));
    }
}
