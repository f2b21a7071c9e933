package dev.tributary.examples.portal;

import dev.tributary.Tributary;
import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.Content;
import dev.tributary.confluence.NewPage;
import java.security.Principal;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.HtmlUtils;

/** What users see. A {@link Confluence} is that of whoever is signed in; who is not connected yet is sent to do so, and comes back. */
@Controller
class Pages {

    private static final String SITE = "wiki";
    private static final String SPACE = "DEMO";
    private static final int MOST = 50;

    private final Tributary tributary;

    Pages(Tributary tributary) {
        this.tributary = tributary;
    }

    @GetMapping("/")
    String home(Principal user, Model model) {
        model.addAttribute(
                "connection", tributary.connection(user.getName(), SITE).orElse(null));
        return "home";
    }

    // snippet: read
    @GetMapping("/pages")
    String list(Confluence confluence, Model model) {
        model.addAttribute("pages", confluence.pages(SPACE).limit(MOST).toList());
        return "pages";
    }
    // end

    @GetMapping("/search")
    String search(@RequestParam String words, Confluence confluence, Model model) {
        String quoted = words.replace("\\", "\\\\").replace("\"", "\\\"");
        Stream<Content> found = confluence.search("type = page and text ~ \"" + quoted + "\"");
        model.addAttribute("pages", found.limit(MOST).toList());
        model.addAttribute("words", words);
        return "pages";
    }

    @GetMapping("/pages/{id}")
    String read(@PathVariable String id, Confluence confluence, Model model) {
        Content page = confluence.page(id);
        String body = page.body() == null ? "" : page.body();
        model.addAttribute("page", page);
        model.addAttribute("text", HtmlUtils.htmlUnescape(body.replaceAll("<[^>]*>", " ")));
        return "page";
    }

    // snippet: write
    @PostMapping("/pages")
    String write(@RequestParam String title, @RequestParam String text, Confluence confluence) {
        String body = "<p>" + HtmlUtils.htmlEscape(text) + "</p>";
        return "redirect:/pages/"
                + confluence.createPage(new NewPage(SPACE, title, body)).id();
    }
    // end
}
