package dev.tributary.gateway.console;

import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Templates;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;

/** What every page has around it. Thread-safe. */
final class Frame {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action ";
    private static final String HTML = "text/html; charset=utf-8";

    private final Templates templates = new Templates(Frame.class);
    private final Files files;

    Frame(Files files) {
        this.files = files;
    }

    /** Returns a page for somebody who is signed in. */
    Answer page(Visit visit, String template, Map<String, Object> model) {
        return page(200, visit, template, model);
    }

    /** Returns a page with a status of its own. */
    Answer page(int status, Visit visit, String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("admin", visit.who().admin().name());
        all.put("mayWrite", visit.who().mayWrite());
        all.put("formToken", visit.who().formToken());
        all.put("page", template);
        return answer(status, template, all, "'self'");
    }

    /** Returns a part of a page, for a page that keeps itself up to date. */
    Answer part(Visit visit, String template, Map<String, Object> model) {
        return page(200, visit, template, model);
    }

    /** Returns a page for somebody who is not signed in. */
    Answer outside(int status, String template, Map<String, Object> model, String leadsTo) {
        return answer(status, template, model, "'self'" + leadsTo);
    }

    private Answer answer(int status, String template, Map<String, Object> model, String formAction) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("files", files.addresses());
        return Answer.of(status, HTML, Buffer.buffer(templates.fill(template, all)))
                .with("Content-Security-Policy", POLICY + formAction)
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("X-Frame-Options", "DENY");
    }
}
