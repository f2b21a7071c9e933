package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Ground.CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A key counts as Bearer only; anywhere else it has been written down by others, and its operator must hear of it. */
@Tag("C15")
final class KeysTest extends AttackTest {

    static Stream<Arguments> misplaced() {
        String basic = Base64.getEncoder().encodeToString(("x:" + App.A.key).getBytes(StandardCharsets.UTF_8));
        String swapped = Base64.getEncoder().encodeToString((App.A.key + ":").getBytes(StandardCharsets.UTF_8));
        String bearer = "Bearer " + App.A.key;
        return Stream.of(CURRENT, "/v1/connections")
                .flatMap(path -> Stream.of(
                        arguments(path + "?access_token=" + App.A.key, "", "", "query"),
                        arguments(path + "?key=" + App.A.key.replace("t", "%74"), "", "", "query"),
                        arguments(path + "?access_token=" + App.A.key, "Authorization", bearer, "query"),
                        arguments(path + "?a=" + App.A.key + "&b=" + App.A.key, "", "", "query"),
                        arguments(path, "Cookie", "key=" + App.A.key, "cookie"),
                        arguments(path, "Cookie", "a=b; tributary-flow=" + App.A.key, "cookie"),
                        arguments(path, "Authorization", "Basic " + basic, "Basic"),
                        arguments(path, "Authorization", "Basic " + swapped, "Basic"),
                        arguments(path, "Authorization", "Digest " + App.A.key, ""),
                        arguments(path, "Authorization", App.A.key, ""),
                        arguments(path, "Authorization", "Bearer" + App.A.key, ""),
                        arguments(path, "Authorization", bearer + ",", ""),
                        arguments(path, "Authorization", bearer + " x", ""),
                        arguments(path, "Authorization", "Bearer " + App.A.key.toUpperCase(Locale.ROOT), ""),
                        arguments(path, "X-Authorization", bearer, ""),
                        arguments(path, "Proxy-Authorization", bearer, "")));
    }

    private static Arguments arguments(String path, String header, String value, String where) {
        return Arguments.argumentSet(path.substring(0, 3) + " " + header + " " + where, path, header, value, where);
    }

    @ParameterizedTest
    @MethodSource("misplaced")
    void c15_a_key_in_the_wrong_place_is_refused_and_reported(String path, String header, String value, String where) {
        var request = ground().to(path).header("Tributary-User", "alice");

        Answer answer = ground().send(header.isEmpty() ? request : request.header(header, value));

        answer.isProblem(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        ground().assertNothingReachedConfluence();
        List<String> reports = ground().witness.log().stream()
                .filter(line -> line.startsWith("key.misplaced"))
                .toList();
        assertThat(reports).hasSize(where.isEmpty() ? 0 : 1).allMatch(line -> line.contains(where));
    }
}
