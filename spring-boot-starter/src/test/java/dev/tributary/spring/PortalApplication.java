package dev.tributary.spring;

import static org.springframework.security.config.Customizer.withDefaults;

import dev.tributary.confluence.Confluence;
import dev.tributary.model.Connection;
import dev.tributary.spring.web.OnSite;
import java.util.Optional;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An application whose users sign in with a form, and read Confluence as themselves. */
@EnableAutoConfiguration
@Import({KnownUsers.class, PortalApplication.Pages.class})
public class PortalApplication {

    @Bean
    protected SecurityFilterChain security(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(withDefaults())
                .build();
    }

    /** What its users ask for. */
    @RestController
    static class Pages {

        @GetMapping("/me")
        String me(Confluence confluence) {
            return confluence.currentUser().username();
        }

        @GetMapping("/connection")
        String connection(Optional<Connection> connection) {
            return connection.map(one -> one.state().status().name()).orElse("none");
        }

        @GetMapping("/origin")
        String origin(Connection connection) {
            return connection.origin().toString();
        }

        @GetMapping("/page")
        String page(@OnSite("wiki") Confluence confluence, @RequestParam String id) {
            return confluence.page(id).title();
        }

        @GetMapping("/done")
        String done(@RequestParam(defaultValue = "") String as) {
            return "done " + as;
        }
    }
}
