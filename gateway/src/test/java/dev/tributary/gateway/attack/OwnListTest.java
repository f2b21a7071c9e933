package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks that are in nobody's list, each with the same five things to hold after it as {@link AttackListTest}. */
@Tag("C20")
@Tag("C23")
final class OwnListTest extends AttackTest {

    static List<Item> items() {
        return Stream.<Supplier<Stream<Item>>>of(
                        OwnCallItems::all,
                        OwnBodyItems::all,
                        OwnTokenItems::all,
                        OwnBrowserItems::all,
                        OwnUpstreamItems::all)
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
    void every_attack_is_another_one() {
        assertThat(items().stream().map(Item::toString)).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    }
}
