package dev.tributary.examples.portal;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** A portal of documents: whoever signs in reads and writes the pages of Confluence that they may read and write there. */
@SpringBootApplication
public class DocsPortal {

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(DocsPortal.class, arguments);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/portal.css", "/actuator/health")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(withDefaults())
                .build();
    }

    /** The portal's own users, whom Confluence does not know. Yours come from wherever they are now. */
    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("ann").password("{noop}ann").build(),
                User.withUsername("ben").password("{noop}ben").build());
    }
}
