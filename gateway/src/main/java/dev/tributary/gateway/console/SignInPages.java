package dev.tributary.gateway.console;

import dev.tributary.gateway.audit.Acting;
import dev.tributary.gateway.audit.Actor;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.config.ConsoleConfig;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Endpoint;
import dev.tributary.gateway.http.Fields;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.signin.SignIn;
import dev.tributary.gateway.signin.SignIn.Entered;
import dev.tributary.gateway.signin.SignIn.Visitor;
import dev.tributary.gateway.signin.Turned;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The pages before the door. They lead into the console and nowhere else, whatever they are asked. */
final class SignInPages {

    private static final String HOME = "/console/";
    private static final String SIGN_IN = "/console/sign-in";

    private final ConsoleConfig config;
    private final SignIn signIn;
    private final Audit audit;
    private final Frame frame;

    SignInPages(ConsoleConfig config, SignIn signIn, Audit audit, Frame frame) {
        this.config = config;
        this.signIn = signIn;
        this.audit = audit;
        this.frame = frame;
    }

    List<Operation> all() {
        return List.of(
                Operation.get(SIGN_IN, head -> Future.succeededFuture(request -> page(200, request, ""))),
                Operation.post(SIGN_IN, head -> endpoint(head, this::byKey)),
                Operation.post("/console/sign-in/issuer", head -> endpoint(head, this::toIssuer)),
                Operation.get("/console/callback", head -> endpoint(head, this::fromIssuer)));
    }

    /** Tells whoever is turned away in the page, and the operator in the audit. */
    private Future<Endpoint> endpoint(
            HttpServerRequest head, BiFunction<HttpServerRequest, Incoming, Answer> operation) {
        return Future.succeededFuture(request -> {
            try {
                return operation.apply(head, request);
            } catch (Turned turned) {
                audit.event("console.refused")
                        .with("from", request.from())
                        .with("why", turned.why())
                        .lineOnly();

                return page(turned.status(), request, String.valueOf(turned.getMessage()));
            } catch (RuntimeException e) {
                Problem problem = Problems.of(e);
                return page(problem.status(), request, problem.detail());
            }
        });
    }

    private Answer byKey(HttpServerRequest head, Incoming request) {
        Map<String, String> fields = fields(request);
        Entered entered = signIn.byKey(
                head,
                fields.getOrDefault(Gate.FORM_TOKEN, ""),
                fields.getOrDefault("key", "").strip());
        entered(entered, request);
        return Answer.seeOther(HOME).with("Set-Cookie", entered.cookie());
    }

    private Answer toIssuer(HttpServerRequest head, Incoming request) {
        String formToken = fields(request).getOrDefault(Gate.FORM_TOKEN, "");
        return Answer.seeOther(signIn.atIssuer(request.headers(), formToken));
    }

    /** A redirect would still come from the issuer's site, and the browser keep the new cookie back: so a page leads on. */
    private Answer fromIssuer(HttpServerRequest head, Incoming request) {
        Entered entered = signIn.fromIssuer(request.headers(), request.from(), Fields.read(request.query()));
        entered(entered, request);
        return frame.outside(200, "again", Map.of(), "").with("Set-Cookie", entered.cookie());
    }

    private void entered(Entered entered, Incoming request) {
        Actor admin = Actor.administrator(entered.admin().label());
        audit.event("console.entered").by(new Acting(admin, request.from())).write();
    }

    private Answer page(int status, Incoming request, String problem) {
        Visitor visitor = signIn.visitor(request.headers());
        ConsoleConfig.Oidc oidc = config.oidc();
        Map<String, Object> model = Map.of(
                "formToken",
                visitor.formToken(),
                "keys",
                config.adminKeys(),
                "issuer",
                oidc == null ? "" : oidc.issuer().getAuthority(),
                "problem",
                problem);
        String leadsTo = oidc == null ? "" : " https: " + origin(oidc.issuer());
        return frame.outside(status, "sign-in", model, leadsTo).with("Set-Cookie", visitor.cookie());
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static Map<String, String> fields(Incoming request) {
        return Fields.read(request.body().toString(StandardCharsets.UTF_8));
    }
}
