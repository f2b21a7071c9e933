package dev.tributary.simulator.content.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentStore;
import dev.tributary.simulator.content.Permissions;
import dev.tributary.simulator.content.SampleContent;
import dev.tributary.simulator.content.Viewer;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CqlTest {
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 24, 12, 0, 0, 0, ZoneOffset.ofHours(1));

    private final ContentStore store = SampleContent.load(NOW.toInstant());
    private final Viewer bob = Viewer.user("bob");

    @Test
    void type_and_space_together_narrow_the_result() {
        assertThat(titles("type = blogpost and space = DEMO")).containsExactly("We have moved", "Summer party");
        assertThat(titles("type = blogpost and space = TEAM")).isEmpty();
    }

    @Test
    void and_binds_tighter_than_or_and_parentheses_decide_otherwise() {
        String loose = "title = 'Glossary' or title = 'Backlog' and space = DEMO";
        assertThat(titles(loose)).containsExactly("Glossary");
        assertThat(titles("(title = 'Glossary' or title = 'Backlog') and space = TEAM"))
                .containsExactly("Backlog");
    }

    @Test
    void not_turns_a_condition_and_a_parenthesis() {
        assertThat(titles("type = blogpost and not label = office")).containsExactly("Summer party");
        assertThat(titles("type = blogpost and not (label = office or title ~ party)"))
                .isEmpty();
    }

    @Test
    void in_and_not_in_take_lists() {
        assertThat(titles("title in (\"Glossary\", 'Backlog')")).containsExactly("Glossary", "Backlog");
        assertThat(titles("space = TEAM and type not in (page, comment)")).containsExactly("timeline.svg");
    }

    @Test
    void words_match_in_text_and_title_without_regard_to_case_or_markup() {
        assertThat(titles("type = page and text ~ 'HOSTING'")).containsExactly("Quarterly Budget");
        assertThat(titles("type = page and text ~ 'strong'")).isEmpty();
        assertThat(titles("type = page and title ~ 'budget'"))
                .containsExactly("Quarterly Budget", "Budget Assumptions");
        assertThat(titles("type = page and title ~ 'budg*'")).containsExactly("Quarterly Budget", "Budget Assumptions");
        assertThat(titles("type = page and text !~ budget and label = release")).containsExactly("Release Calendar");
    }

    @Test
    void a_phrase_matches_words_that_follow_each_other() {
        assertThat(titles("text ~ \"\\\"exchange rate\\\"\"")).containsExactly("Budget Assumptions");
        assertThat(titles("text ~ \"\\\"rate exchange\\\"\"")).isEmpty();
    }

    @Test
    void current_user_is_the_one_who_asks() {
        assertThat(titles("creator = currentUser() and type = page and space = TEAM"))
                .containsExactly("Architecture Overview", "Incident Review: Search Outage", "Backlog");
    }

    @Test
    void parent_is_one_step_and_ancestor_is_all_of_them() {
        String home = idOf("Welcome to the Demo Space");
        assertThat(titles("type = page and parent = " + home)).doesNotContain("Budget Assumptions");
        assertThat(titles("type = page and ancestor = " + home)).contains("Quarterly Budget", "Budget Assumptions");
    }

    @Test
    void id_finds_one() {
        assertThat(titles("id = " + idOf("Glossary"))).containsExactly("Glossary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "created = 2026-10-25        | true",
                "created = '2026/10/25'      | true",
                "created > 2026-10-25        | false",
                "created >= 2026-10-25       | true",
                "created < 2026-10-25        | false",
                "created <= '2026-10-25 12:00' | true",
                "created > '2026-10-25 12:00'  | false",
                "created != 2026-10-24       | true",
                "created > now('-5w')        | true",
                "created > now('-4w')        | false",
                "created < startOfDay()      | true",
            })
    void dates_are_days_or_minutes_of_the_server(String condition, boolean found) {
        assertThat(titles("type = blogpost and title = 'We have moved' and " + condition))
                .hasSize(found ? 1 : 0);
    }

    @Test
    void order_by_sorts_by_several_columns_both_ways() {
        assertThat(titles("type = blogpost order by created desc")).containsExactly("We have moved", "Summer party");
        assertThat(titles("type = blogpost order by created")).containsExactly("Summer party", "We have moved");
        assertThat(titles("type in (blogpost, attachment) order by type desc, title asc"))
                .containsExactly("Summer party", "We have moved", "budget.csv", "checklist.txt", "timeline.svg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type =                      | expected a value, found the end of the query",
                "type = page and             | expected a field, found the end of the query",
                "type page                   | expected an operator, found 'page' at position 6",
                "(type = page                | expected ')', found the end of the query",
                "type = page page            | expected 'and', 'or', 'order by' or the end, found 'page' at position 13",
                "colour = red                | No field exists with name: colour",
                "text = budget               | the field text does not support the operator '=' at position 6",
                "created ~ 2026-01-01        | the field created does not support the operator '~' at position 9",
                "created > yesterday         | 'yesterday' is not a date",
                "id = 1 and created > soon() | No date function exists with name: soon",
                "creator = me()              | No function exists with name: me",
                "title = \"open              | the quote at position 9 is not closed",
                "type in page                | expected '(', found 'page' at position 9",
                "type = page order created   | expected 'by', found 'created' at position 19",
            })
    void what_cannot_be_parsed_is_refused_with_its_place(String query, String reason) {
        assertThatThrownBy(() -> titles(query))
                .isInstanceOf(CqlException.class)
                .hasMessageStartingWith("Could not parse cql : ")
                .hasMessageContaining(reason);
    }

    @Test
    void a_query_without_measure_is_refused() {
        String nested = "(".repeat(20_000) + "type = page" + ")".repeat(20_000);
        assertThatThrownBy(() -> titles(nested))
                .isInstanceOf(CqlException.class)
                .hasMessageContaining("more than 1000");
    }

    private List<String> titles(String query) {
        List<Content> visible = new Permissions(store).visible(bob);
        return Cql.parse(query).select(visible, new Scene(store, bob, NOW)).stream()
                .map(Content::title)
                .toList();
    }

    private String idOf(String title) {
        return store.all().stream()
                .filter(content -> content.title().equals(title))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
