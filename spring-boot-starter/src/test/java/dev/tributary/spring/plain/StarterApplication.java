package dev.tributary.spring.plain;

import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.Content;
import dev.tributary.spring.PortalApplication;
import dev.tributary.spring.web.CurrentUser;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The same application with the starter. */
@EnableAutoConfiguration
@Import(PortalApplication.class)
class StarterApplication {

    private static final String SPACE = "DEMO";

    @Bean
    RouterFunction<ServerResponse> lists(CurrentUser user) {
        return RouterFunctions.route()
                .GET("/pages", request -> counted(user.confluence().pages(SPACE).count()))
                .GET("/comments", request -> counted(comments(user.confluence())))
                .build();
    }

    private static long comments(Confluence confluence) {
        Content page = confluence.pages(SPACE).findFirst().orElseThrow();
        return confluence.comments(page.id()).count();
    }

    private static ServerResponse counted(long count) {
        return ServerResponse.ok().body(Long.toString(count));
    }
}
