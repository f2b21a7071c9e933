package dev.tributary.simulator.content.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchRestTest {
    private final Confluence confluence = new Confluence();
    private final Call alice = confluence.as("alice");

    @AfterEach
    void stop() {
        confluence.close();
    }

    @Test
    void spaces_in_a_query_come_as_plus_or_percent() {
        Answer plus = alice.get("/rest/api/content/search?cql=type+=+page+and+text+~+%22hosting%22");
        Answer percent = alice.get("/rest/api/content/search?cql=type%20%3D%20page%20and%20text%20~%20%22hosting%22");
        assertThat(plus.titles()).containsExactly("Quarterly Budget");
        assertThat(percent.json().get("results")).isEqualTo(plus.json().get("results"));
    }

    @Test
    void a_search_result_says_where_it_is_and_what_it_is_about() {
        Answer answer = alice.get("/rest/api/search?cql=title=Glossary&expand=content.space");
        assertThat(answer.at("/results/0/content/space/key")).isEqualTo("DEMO");
        assertThat(answer.at("/results/0/url")).isEqualTo("/display/DEMO/Glossary");
        assertThat(answer.at("/results/0/excerpt")).contains("a river that flows into another");
        assertThat(answer.at("/results/0/entityType")).isEqualTo("content");
        assertThat(answer.at("/results/0/resultGlobalContainer/title")).isEqualTo("Demonstration Space");
        assertThat(answer.at("/totalSize")).isEqualTo("1");
        assertThat(answer.at("/cqlQuery")).isEqualTo("title=Glossary");
    }

    @ParameterizedTest
    @CsvSource({",1000", "version,200", "'version,body.storage',50", "body,50"})
    void the_more_is_expanded_the_fewer_come_at_once(String expand, int cap) {
        String query =
                "/rest/api/content/search?cql=type=page&limit=5000" + (expand == null ? "" : "&expand=" + expand);
        assertThat(alice.get(query).at("/limit")).isEqualTo(String.valueOf(cap));
    }

    @Test
    void results_are_paged() {
        Answer first = alice.get("/rest/api/search?cql=type%3Dpage%20order%20by%20title&limit=2");
        Answer second = alice.get(first.at("/_links/next"));
        assertThat(first.titles()).hasSize(2);
        assertThat(second.titles()).hasSize(2).doesNotContainAnyElementsOf(first.titles());
        assertThat(second.at("/start")).isEqualTo("2");
    }

    @Test
    void what_is_no_query_is_a_bad_request() {
        Answer answer = alice.get("/rest/api/content/search?cql=type+page");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/message"))
                .isEqualTo("Could not parse cql : type page : expected an operator, found 'page' at position 6");
        assertThat(alice.get("/rest/api/search").status()).isEqualTo(400);
    }

    @Test
    void what_is_thrown_away_is_not_found() {
        String id = confluence.idOf("Release Calendar");
        assertThat(alice.delete("/rest/api/content/" + id).status()).isEqualTo(204);
        assertThat(alice.get("/rest/api/content/search?cql=title~calendar").titles())
                .isEmpty();
    }
}
