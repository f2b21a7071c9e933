package dev.tributary.simulator.content.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentPagesTest {
    private final Confluence confluence = new Confluence();
    private final Call alice = confluence.as("alice");

    @AfterEach
    void stop() {
        confluence.close();
    }

    @Test
    void every_webui_link_leads_to_a_page() {
        Answer list = alice.get("/rest/api/content/search?limit=200&cql=type%20in%20(page,blogpost,comment)");
        assertThat(list.json().get("results")).isNotEmpty().allSatisfy(content -> {
            Answer page = alice.get(content.at("/_links/webui").asString());
            assertThat(page.status()).isEqualTo(200);
        });
    }

    @Test
    void a_page_shows_its_body_files_and_comments() {
        Answer page = alice.get("/display/DEMO/Quarterly+Budget");
        assertThat(page.body())
                .contains("<th>Planned</th>", "budget.csv", "Is the new licence part of the hosting costs?");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void a_link_to_a_page_shows_its_title() {
        assertThat(alice.get("/display/DEMO").body()).contains("Start with the Onboarding Checklist.");
    }

    @Test
    void hidden_and_absent_pages_look_alike_and_anonymous_visitors_are_sent_to_log_in() {
        Answer hidden = alice.get("/display/DEMO/Salary+Review");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body())
                .isEqualTo(alice.get("/display/DEMO/No+such+page").body());
        Answer anonymous = confluence.as("").get("/pages/viewpage.action?pageId=1");
        assertThat(anonymous.status()).isEqualTo(303);
        assertThat(anonymous.header("Location"))
                .isEqualTo("/login.action?os_destination=%2Fpages%2Fviewpage.action%3FpageId%3D1");
    }

    @Test
    void what_people_write_cannot_become_script_or_form() {
        String body = "<p onclick='x()' title='&gt;'>Fine</p><script>x()</script><form action='//evil'><input/></form>"
                + "<ac:structured-macro><![CDATA[<script>y()</script>]]></ac:structured-macro><p title='><b onfocus=1'>end</p>";
        assertThat(SafeHtml.of(body))
                .isEqualTo("<p>Fine</p>x()<code>&lt;script&gt;y()&lt;/script&gt;</code><p><b>end</p>");
    }
}
