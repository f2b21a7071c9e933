package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.CallRefused;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.RateLimited;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a person is told, and the log, where connecting again does not help. */
@ExtendWith(OutputCaptureExtension.class)
class FailurePagesTest {

    private static MockHttpServletResponse page(Set<String> sites, TributaryException failure) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/pages;jsessionid=of-the-session");
        request.addHeader("Accept", "text/html");
        MockHttpServletResponse response = new MockHttpServletResponse();
        new FailureAnswers(sites, asked -> Optional.of("an\nn")).resolveException(request, response, null, failure);
        return response;
    }

    private static List<String> logged(CapturedOutput output) {
        return output.toString()
                .lines()
                .filter(line -> line.contains("FailureAnswers"))
                .toList();
    }

    @Test
    void the_page_has_the_words_of_the_problem_and_the_log_names_user_and_site(CapturedOutput output) {
        TributaryException away = new Unavailable("Site 'wiki' is down.", Duration.ofSeconds(7), null);

        MockHttpServletResponse answer = page(Set.of("wiki"), away);

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getErrorMessage()).isEqualTo("Site 'wiki' is down. Try again in 7 s.");
        assertThat(logged(output))
                .singleElement()
                .asString()
                .contains("WARN", "/pages for user 'an?n' at site 'wiki' ends with status 503: " + away.getMessage());
    }

    @Test
    void among_several_sites_none_is_named_that_may_be_another(CapturedOutput output) {
        TributaryException refused = new CallRefused("GET /rest/api/content/1", 404, "there is no such page.");

        MockHttpServletResponse answer = page(Set.of("wiki", "cloud"), refused);

        assertThat(answer.getErrorMessage()).isEqualTo(refused.getMessage());
        assertThat(logged(output))
                .singleElement()
                .asString()
                .contains("WARN", "for user 'an?n' ends with status 404: " + refused.getMessage());
    }

    @Test
    void a_limit_of_the_rate_is_no_warning(CapturedOutput output) {
        MockHttpServletResponse answer = page(Set.of("wiki"), new RateLimited("wiki", Duration.ofSeconds(3)));

        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getErrorMessage()).contains("Try again in 3 s.");
        assertThat(logged(output))
                .singleElement()
                .asString()
                .contains("INFO", "limits the rate")
                .doesNotContain("WARN");
    }

    @Test
    void what_is_for_operators_is_in_the_log_alone(CapturedOutput output) {
        MockHttpServletResponse answer =
                page(Set.of("wiki"), new Misconfigured("sites.wiki.clientSecret", "Confluence refuses it."));

        assertThat(answer.getErrorMessage()).isEqualTo("An operator has to act; the log says how.");
        assertThat(logged(output))
                .singleElement()
                .asString()
                .contains("ERROR", " tributary.sites.wiki.client-secret: Confluence refuses it.");
    }

    @Test
    void a_setting_is_named_by_the_property_that_sets_it(CapturedOutput output) {
        TributaryException away =
                new Unavailable("The host name is unknown. Correct baseUrl.", Duration.ofSeconds(7), null);
        String named = "Correct tributary.sites.wiki.base-url. Try again in 7 s.";

        assertThat(page(Set.of("wiki"), away).getErrorMessage()).endsWith(named);

        assertThat(logged(output)).singleElement().asString().endsWith(named);
    }

    @Test
    void a_setting_of_what_no_property_sets_keeps_its_name(CapturedOutput output) {
        page(Set.of("wiki"), new Misconfigured("sites.bridged.clientSecret", "Confluence refuses it."));
        page(Set.of("wiki"), new Misconfigured("sites.wiki.caBundle", "It has no certificate."));

        assertThat(logged(output))
                .satisfiesExactly(
                        first -> assertThat(first).contains(" sites.bridged.clientSecret: "),
                        second -> assertThat(second).contains(" sites.wiki.caBundle: "));
    }
}
