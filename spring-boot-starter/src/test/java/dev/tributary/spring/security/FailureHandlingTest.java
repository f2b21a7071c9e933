package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizationFailureHandler;
import org.springframework.security.oauth2.client.RemoveAuthorizedClientOAuth2AuthorizationFailureHandler;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Whoever removes a client because a call was refused does not disconnect its user, whatever class that is. */
class FailureHandlingTest {

    private static final Authentication ANN = new TestingAuthenticationToken("ann", "");

    private final List<Boolean> seen = new ArrayList<>();

    private void remove() {
        seen.add(FailureHandling.isUnderWay());
    }

    /** An application's own, which disconnects users as well. */
    private final class Own implements OAuth2AuthorizationFailureHandler {

        @Override
        public void onAuthorizationFailure(
                OAuth2AuthorizationException failure, Authentication principal, Map<String, Object> attributes) {
            remove();
        }

        void disconnect() {
            remove();
        }
    }

    @Test
    void spring_securitys_own_handler_is_one() {
        refuse(new RemoveAuthorizedClientOAuth2AuthorizationFailureHandler(
                (registration, principal, attributes) -> remove()));

        assertThat(seen).containsExactly(true);
    }

    @Test
    void a_handler_of_the_applications_own_is_one() {
        refuse(new Own());

        assertThat(seen).containsExactly(true);
    }

    @Test
    void a_handler_that_is_a_lambda_is_one() {
        refuse((failure, principal, attributes) -> remove());

        assertThat(seen).containsExactly(true);
    }

    @Test
    void what_else_a_handlers_class_does_is_no_handling_of_a_failure() {
        new Own().disconnect();
        remove();

        assertThat(seen).containsExactly(false, false);
    }

    private static void refuse(OAuth2AuthorizationFailureHandler handler) {
        handler.onAuthorizationFailure(
                new ClientAuthorizationException(new OAuth2Error("invalid_token"), "wiki"), ANN, Map.of());
    }
}
