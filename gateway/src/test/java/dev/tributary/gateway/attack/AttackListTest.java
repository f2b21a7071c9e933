package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The list of attacks that any gateway of this kind has to stand, item by item, in ten groups. After each: nothing reached
 * Confluence unless the item says so, nothing secret was said, all was answered in time and in its form, and everybody is
 * still served as who they are.
 */
@Tag("C31")
@Tag("C32")
@Tag("C37")
final class AttackListTest extends AttackTest {

    private static final Map<String, Integer> ITEMS =
            Map.of("A", 11, "B", 13, "C", 8, "D", 4, "E", 12, "F", 2, "G", 2, "H", 4, "I", 3, "J", 3);

    static List<Item> items() {
        return Stream.<Supplier<Stream<Item>>>of(
                        PathItems::all,
                        MessageItems::all,
                        CallerItems::all,
                        FlowItems::all,
                        WishItems::all,
                        TokenItems::all,
                        UpstreamItems::all,
                        PlaceItems::all)
                .flatMap(Supplier::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("items")
    void is_withstood(Item item) throws Exception {
        item.attempt().on(ground());

        if (!item.reaches()) {
            ground().assertNothingReachedConfluence();
        }
        ground().assertInForm();
    }

    @Test
    void no_item_is_missing() {
        List<String> numbers = ITEMS.entrySet().stream()
                .flatMap(group ->
                        IntStream.rangeClosed(1, group.getValue()).mapToObj(number -> "D-" + group.getKey() + number))
                .toList();

        assertThat(numbers).hasSize(62);
        assertThat(items().stream().map(Item::id).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(numbers);
    }
}
