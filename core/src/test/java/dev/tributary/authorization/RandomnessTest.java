package dev.tributary.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Secret;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomnessTest {

    @Test
    void secrets_have_43_characters_of_the_URL_alphabet_and_never_repeat() {
        Set<String> many = Stream.generate(Randomness::secret)
                .limit(1000)
                .map(Secret::reveal)
                .collect(Collectors.toSet());

        assertThat(many).hasSize(1000).allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void the_challenge_is_that_of_RFC_7636_appendix_B() {
        Secret verifier = Secret.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

        assertThat(Randomness.challenge(verifier)).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
