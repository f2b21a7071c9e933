// snippet: portal
package com.example;

import dev.tributary.confluence.*;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.*;

@SpringBootApplication
@RestController
public class Portal {
    public static void main(String[] arguments) {
        SpringApplication.run(Portal.class, arguments);
    }

    @GetMapping("/pages")
    List<String> pages(Confluence confluence) { // that of whoever is signed in
        return confluence.pages("DEMO").map(Content::title).toList();
    }
}
// end
