package dev.tributary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {

    @Test
    void a_token_is_shown_by_itself() {
        assertThat(Credential.bearer(Secret.of("a.token")).field().reveal()).isEqualTo("Bearer a.token");
    }

    /** The examples of RFC 7617, sections 2 and 2.1. */
    @Test
    void name_and_password_are_shown_as_Basic_has_it_in_utf_8() {
        assertThat(Credential.basic("Aladdin", Secret.of("open sesame")).field().reveal())
                .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assertThat(Credential.basic("test", Secret.of("123\u00a3")).field().reveal())
                .isEqualTo("Basic dGVzdDoxMjPCow==");
    }

    @Test
    void a_password_may_have_colons() {
        assertThat(Credential.basic("a", Secret.of("b:c")).field().reveal()).isEqualTo("Basic YTpiOmM=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a\r\nX-Forged: 1", "a\u0000"})
    void what_Basic_cannot_carry_is_no_name(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credential.basic(name, Secret.of("the-password")))
                .withMessageNotContaining("the-password");
    }

    @Test
    void it_does_not_print() {
        Credential credential = Credential.basic("alice", Secret.of("open sesame"));

        assertThat(credential + " " + credential.field()).doesNotContain("sesame", "YWxpY2U6");
    }
}
