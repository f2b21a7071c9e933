package dev.tributary.examples.portal;

import dev.tributary.spring.client.ConfluenceRestClients;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** For scripts of the portal's pages: what Confluence says, as it says it, by Spring's own client. */
// snippet: client
@RestController
class Spaces {

    private final RestClient confluence;

    Spaces(RestClient.Builder builder, ConfluenceRestClients clients) {
        this.confluence = builder.apply(clients.asCurrentUser()).build();
    }

    @GetMapping(path = "/api/spaces", produces = MediaType.APPLICATION_JSON_VALUE)
    String spaces() {
        return confluence.get().uri("/rest/api/space").retrieve().body(String.class);
    }
}
// end
