package com.example.wiki;

import static org.springframework.security.oauth2.client.web.client.RequestAttributeClientRegistrationIdResolver.clientRegistrationId;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Says who its user is in Confluence. */
@SpringBootApplication
@RestController
public class WikiReader {

    private final RestClient wiki;

    WikiReader(RestClient wiki) {
        this.wiki = wiki;
    }

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(WikiReader.class, arguments);
    }

    @GetMapping("/")
    String whoAmI() {
        return wiki.get()
                .uri("/rest/api/user/current")
                .attributes(clientRegistrationId("wiki"))
                .retrieve()
                .body(String.class);
    }
}
