package dev.tributary.gateway.console;

import dev.tributary.gateway.audit.Acting;
import dev.tributary.gateway.audit.Actor;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Door;
import dev.tributary.gateway.http.Fields;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.gateway.signin.SignIn;
import dev.tributary.gateway.signin.Signed;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where everything but signing in goes through: who is not signed in sees nothing, and changes come from our own forms only. */
final class Gate {

    static final String FORM_TOKEN = "form-token";
    private static final String SIGN_IN = "/console/sign-in";

    private final SignIn signIn;
    private final Frame frame;

    Gate(SignIn signIn, Frame frame) {
        this.signIn = signIn;
        this.frame = frame;
    }

    /** Returns the operation of a page. */
    Operation page(String path, Page page) {
        return Operation.get(path, Door.to(request -> shown(request, page, true)));
    }

    /** Returns the operation of a part by which a page keeps itself up to date: nobody is at work because of it. */
    Operation part(String path, Page page) {
        return Operation.get(path, Door.to(request -> shown(request, page, false)));
    }

    /** Returns the operation of a form that changes something. */
    Operation change(String path, Page change) {
        return Operation.post(path, Door.to(request -> changed(request, change, true)));
    }

    /** Returns the operation of a form that concerns nobody but who sends it. */
    Operation own(String path, Page page) {
        return Operation.post(path, Door.to(request -> changed(request, page, false)));
    }

    private Answer shown(Incoming request, Page page, boolean active) {
        Optional<Signed> who = signIn.who(request.headers(), request.from(), active);
        if (who.isEmpty()) {
            return notSignedIn(request);
        }
        Visit visit = new Visit(who.get(), request, Map.of());
        return answer(visit, () -> page.show(new Visit(visit.who(), request, Fields.read(request.query()))));
    }

    private Answer changed(Incoming request, Page change, boolean writes) {
        Optional<Signed> who = signIn.who(request.headers(), request.from(), true);
        if (who.isEmpty()) {
            return notSignedIn(request);
        }
        Visit visit = new Visit(who.get(), request, Map.of());
        return answer(visit, () -> {
            Map<String, String> fields = Fields.read(request.body().toString(StandardCharsets.UTF_8));
            if (!signIn.isOwn(request.headers(), fields.getOrDefault(FORM_TOKEN, ""))) {
                throw new Refused(
                        403,
                        "foreign-form",
                        "This did not come from our page",
                        "Nothing was changed. Open the page again, and press the button there.");
            }
            if (writes && !visit.who().mayWrite()) {
                throw new Refused(
                        403, "read-only", "You may only look", "The key that you signed in with is for reading only.");
            }
            return change.show(new Visit(visit.who(), request, fields));
        });
    }

    private Answer answer(Visit visit, Supplier<Answer> work) {
        Actor admin = Actor.administrator(visit.who().admin().label());
        try {
            return new Acting(admin, visit.request().from()).during(work);
        } catch (RuntimeException e) {
            Problem problem = Problems.of(e);
            return frame.page(
                    problem.status(), visit, "message", Map.of("title", problem.title(), "text", problem.detail()));
        }
    }

    /** Browsers keep the session's cookie back when another site has led here; they show it when the page leads to itself. */
    private Answer notSignedIn(Incoming request) {
        if (request.headers().contains("HX-Request")) {
            return new Answer(401, Map.of("HX-Redirect", SIGN_IN), Buffer.buffer());
        }
        boolean fromElsewhere = "cross-site".equals(request.headers().get("Sec-Fetch-Site"));
        return fromElsewhere ? frame.outside(200, "again", Map.of(), "") : Answer.seeOther(SIGN_IN);
    }
}
