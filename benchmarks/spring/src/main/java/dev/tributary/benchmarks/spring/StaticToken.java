package dev.tributary.benchmarks.spring;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;

/** Spring Cloud Gateway on WebFlux with one route, whose filter puts a static token on every call. */
@SpringBootApplication
public class StaticToken {

    /** Starts it; {@code --server.port} and {@code --upstream} say where. */
    public static void main(String[] arguments) {
        SpringApplication.run(StaticToken.class, arguments);
    }

    @Bean
    RouteLocator routes(RouteLocatorBuilder routes, @Value("${upstream}") String upstream) {
        return routes.routes()
                .route(
                        "confluence",
                        route -> route.path("/**")
                                .filters(filter -> filter.setRequestHeader("Authorization", "Bearer a-static-token"))
                                .uri(upstream))
                .build();
    }
}
