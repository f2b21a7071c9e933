package dev.tributary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C17")
final class TargetGrammarTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sites/wiki/rest/api/content",
                "/sites/wiki/rest/api/content/",
                "/download/attachments/1/a%20b.png",
                "/download/attachments/1/%C3%A9t%C3%A9.png",
                "/a/...",
                "/a/.b",
                "/a/..b",
                "/~user/x:y@z!$&'()*+,=",
                "/search?cql=title%20~%20%22a/../b%22%20and%20type=page",
                "/search?",
                "/search?a=b?c/d|{\\}^`"
            })
    void takes(String target) {
        assertThat(TargetGrammar.fault(target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "?a",
                "http://a/b",
                "//a",
                "/a//b",
                "/a//",
                "/.",
                "/..",
                "/a/./b",
                "/a/../b",
                "/a/%2e/b",
                "/a/%2E%2e",
                "/a/.%2e?x",
                "/a;b",
                "/a%3bb",
                "/a\\b",
                "/a%5Cb",
                "/a%2fb",
                "/a%25b",
                "/a%252e",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%00",
                "/a%1f",
                "/a%7f",
                "/a b",
                "/a\u0000b",
                "/a\u00e9",
                "/%c0%af",
                "/%e0%80%af",
                "/%ed%a0%80",
                "/%f4%90%80%80",
                "/%ff",
                "/a\"b",
                "/a<b",
                "/a|b",
                "/a#b",
                "/a?b#c",
                "/a?b c",
                "/a?b\u00e9",
                "/a?b\r\nc"
            })
    void refuses(String target) {
        assertThat(TargetGrammar.fault(target)).isPresent();
    }

    @Test
    void takes_an_encoded_octet_only_where_it_means_nothing_to_anybody() {
        for (int octet = 0; octet < 0x80; octet++) {
            String target = String.format(Locale.ROOT, "/a%%%02x", octet);
            boolean meaningless = octet >= 0x20 && octet < 0x7F && "/\\;%".indexOf(octet) < 0;
            assertThat(TargetGrammar.fault(target).isEmpty()).as(target).isEqualTo(meaningless);
        }
    }
}
