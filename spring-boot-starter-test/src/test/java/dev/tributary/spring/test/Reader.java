package dev.tributary.spring.test;

import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.Content;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application to be tested: all it needs is in Confluence, and none of its settings would work by themselves. */
@SpringBootApplication
@RestController
class Reader {

    @GetMapping("/pages")
    List<String> pages(Confluence confluence) {
        return confluence.pages("DEMO").map(Content::title).toList();
    }

    @GetMapping("/me")
    String me(Confluence confluence) {
        return confluence.currentUser().displayName();
    }
}
