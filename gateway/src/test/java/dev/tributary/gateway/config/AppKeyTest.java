package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C15")
final class AppKeyTest {

    /** {@code printf trib_0123456789abcdef | sha256sum} */
    private static final String HASH = "sha256:4705078e9eab7f0a67a6d0da166c33ed62b82ed4624052040e4c3f3ae3f9e8e7";

    @Test
    void knows_itself_and_nothing_else() {
        AppKey key = AppKey.of(Sample.KEY);

        assertThat(key.isKeyOf(Sample.KEY)).isTrue();
        assertThat(key.isKeyOf(Sample.KEY + "x")).isFalse();
        assertThat(key.isKeyOf(Sample.KEY.substring(1))).isFalse();
        assertThat(key.isKeyOf("")).isFalse();
    }

    @Test
    void is_the_same_by_its_hash() {
        assertThat(AppKey.ofHash(HASH))
                .isEqualTo(AppKey.of("trib_0123456789abcdef"))
                .hasSameHashCodeAs(AppKey.of("trib_0123456789abcdef"))
                .isNotEqualTo(AppKey.of("trib_0123456789abcdeg"));
    }

    @Test
    void a_hash_is_no_key() {
        assertThat(AppKey.ofHash(HASH).isKeyOf(HASH)).isFalse();
        assertThat(AppKey.ofHash(HASH).isKeyOf(HASH.substring(7))).isFalse();
    }

    @Test
    void is_strong_from_256_bits_on() {
        assertThat(AppKey.of("x".repeat(43)).isStrong()).isTrue();
        assertThat(AppKey.of("x".repeat(42)).isStrong()).isFalse();
        assertThat(AppKey.ofHash(HASH).isStrong()).isTrue();
    }

    @Test
    void is_at_least_16_characters_long() {
        assertThat(AppKey.of("x".repeat(16)).isStrong()).isFalse();
        assertThatThrownBy(() -> AppKey.of("x".repeat(15)))
                .hasMessageContaining("too short")
                .hasMessageContaining("openssl rand -hex 32");
    }

    @Test
    void has_no_string_form() {
        assertThat(AppKey.of(Sample.KEY)).hasToString("AppKey[redacted]");
    }
}
