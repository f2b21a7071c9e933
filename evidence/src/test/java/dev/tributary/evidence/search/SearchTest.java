package dev.tributary.evidence.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchTest {

    private static final String SECRET = "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6IjE+Nz/hZj==.Qk3x_9vLw-2pTr";
    private static final KnownSecret TOKEN = new KnownSecret("refresh_token", SECRET);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path directory;

    static Stream<String> writings() {
        String inBasic = "tributary:" + SECRET;
        return Stream.of(
                SECRET,
                "Bearer " + SECRET,
                URLEncoder.encode(SECRET, UTF_8),
                SECRET.replace("/", "\\/"),
                SECRET.replace("=", "\\u003d").replace("+", "\\u002b"),
                SECRET.replace("=", "&#61;").replace("+", "&#43;").replace("/", "&#47;"),
                HexFormat.of().formatHex(SECRET.getBytes(UTF_8)),
                HexFormat.of().formatHex(SECRET.getBytes(UTF_8)).toUpperCase(Locale.ROOT),
                "Basic " + Base64.getEncoder().encodeToString(inBasic.getBytes(UTF_8)),
                "Basic " + Base64.getEncoder().encodeToString(("x" + inBasic).getBytes(UTF_8)),
                "Basic " + Base64.getEncoder().encodeToString(("xx" + inBasic).getBytes(UTF_8)),
                Base64.getUrlEncoder().withoutPadding().encodeToString((inBasic + "~").getBytes(UTF_8)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(("x" + inBasic).getBytes(UTF_8)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(("xx" + inBasic).getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("writings")
    void a_secret_is_found_however_it_is_written(String written) throws IOException {
        assertThat(searched("a line\nsent " + written + " and more", List.of(TOKEN)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.line()).isEqualTo(2))
                .satisfies(finding -> assertThat(finding.what()).startsWith("refresh_token eyJh… "));
    }

    @Test
    void a_secret_is_found_in_utf_16() throws IOException {
        byte[] text = ("x" + SECRET).getBytes(StandardCharsets.UTF_16BE);

        assertThat(searched(text, List.of(TOKEN))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 11, 20, 32})
    void twenty_four_characters_of_it_are_enough_wherever_they_are_from(int from) throws IOException {
        assertThat(searched(SECRET.substring(from, from + 24), List.of(TOKEN))).hasSize(1);
    }

    @Test
    void what_many_secrets_begin_with_is_none() throws IOException {
        List<KnownSecret> many = IntStream.range(0, 100)
                .mapToObj(i -> new KnownSecret("access_token", "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6I" + random(i)))
                .toList();

        assertThat(searched("eyJhbGciOiJIUzI1NiJ9.eyJpZCI6I of nobody", many)).isEmpty();
        assertThat(searched("x" + many.get(7).value(), many)).hasSize(1);
    }

    @Test
    void each_secret_is_found_among_thousands() throws IOException {
        List<KnownSecret> many = IntStream.range(0, 5_000)
                .mapToObj(i -> new KnownSecret("code", random(i)))
                .toList();
        for (int each = 0; each < many.size(); each += 500) {
            KnownSecret hidden = many.get(each);
            assertThat(searched("code=" + hidden.value(), many))
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.what()).contains(hidden.value().substring(0, 4)));
        }
        assertThat(searched("code=" + random(5_001), many)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-70, -40, -33, -32, -31, -17, -16, -9, -8, -1, 0, 1})
    void a_secret_across_the_border_of_two_buffers_is_found(int fromBorder) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("\n".repeat((1 << 20) + fromBorder).getBytes(UTF_8));
        text.writeBytes(SECRET.getBytes(UTF_8));
        text.writeBytes("\n".repeat(100).getBytes(UTF_8));

        assertThat(searched(text.toByteArray(), List.of(TOKEN)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.offset()).isEqualTo((1 << 20) + fromBorder))
                .satisfies(finding -> assertThat(finding.line()).isEqualTo((1 << 20) + fromBorder + 1));
    }

    @Test
    void the_key_of_an_application_is_known_by_its_form() throws IOException {
        assertThat(searched("Bearer trib_0123456789abcdef0123", List.of())).hasSize(1);
        assertThat(searched("a key begins with trib_ and is long: trib_...", List.of()))
                .isEmpty();
    }

    @Test
    void a_secret_too_short_to_tell_is_counted_out() {
        Search search = new Search(List.of(new KnownSecret("os_password", "bob"), TOKEN));

        assertThat(search.searchable()).isEqualTo(1);
    }

    @Test
    void the_last_bytes_of_a_file_count_and_nothing_behind_them() throws IOException {
        KnownSecret eight = new KnownSecret("code", "abcdefgh");
        assertThat(searched("x abcdefgh", List.of(eight))).hasSize(1);
        assertThat(searched("x abcdefg", List.of(eight))).isEmpty();
        assertThat(searched("", List.of(eight))).isEmpty();
    }

    @Test
    void a_finding_says_where_and_never_the_secret() throws IOException {
        assertThat(searched("token " + SECRET, List.of(TOKEN)).get(0).toString())
                .contains("emitted", "line 1 (byte 6)", "refresh_token eyJh… PLAIN")
                .doesNotContain(SECRET.substring(0, 8));
    }

    private List<Finding> searched(String text, List<KnownSecret> secrets) throws IOException {
        return searched(text.getBytes(UTF_8), secrets);
    }

    private List<Finding> searched(byte[] text, List<KnownSecret> secrets) throws IOException {
        Search search = new Search(secrets);
        search.look(Files.write(directory.resolve("emitted"), text));
        assertThat(search.bytes()).isEqualTo(text.length);
        return search.findings();
    }

    private static String random(int seed) {
        byte[] bytes = new byte[16];
        new Random(seed).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
