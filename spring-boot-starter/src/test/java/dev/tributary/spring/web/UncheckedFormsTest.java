package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.spring.Portal;
import dev.tributary.spring.PortalApplication;
import dev.tributary.spring.Visitor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** An application whose CSRF filter is told to ignore the starter's paths, as it is for an API: the filter has a token and compares nothing. */
@Tag("C36")
class UncheckedFormsTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    /** It. */
    static class Ignoring extends PortalApplication {

        @Bean
        @Override
        protected SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(withDefaults())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/confluence/**"))
                    .build();
        }
    }

    @Test
    void forms_without_the_very_token_of_their_session_are_refused_all_the_same() {
        try (Portal portal = Portal.start(Ignoring.class, confluence, directory, Map.of())) {
            Visitor ann = portal.signedIn("ann");
            HtmlForm form = portal.connectForm(ann, "/done");

            assertThat(ann.submit(form).statusCode()).isEqualTo(303);
            assertThat(ann.submit(with(form, null)).statusCode()).isEqualTo(403);
            assertThat(ann.submit(with(form, "")).statusCode()).isEqualTo(403);
            String bens =
                    portal.connectForm(portal.signedIn("ben"), "/done").fields().get("_csrf");
            assertThat(ann.submit(with(form, bens)).statusCode()).isEqualTo(403);
        }
    }

    private static HtmlForm with(HtmlForm form, @Nullable String token) {
        Map<String, String> fields = new HashMap<>(form.fields());
        assertThat(fields.remove("_csrf")).isNotNull();
        if (token != null) {
            fields.put("_csrf", token);
        }
        return new HtmlForm(form.action(), "POST", fields, form.buttons());
    }
}
