package dev.tributary.gateway.connect;

import dev.tributary.authorization.Authorizations;
import dev.tributary.deployment.Sites;
import dev.tributary.gateway.audit.Acting;
import dev.tributary.gateway.audit.Actor;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Door;
import dev.tributary.gateway.http.Endpoint;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Problems;
import java.net.URI;
import java.util.List;

/** What browsers ask for. */
public final class ConnectOperations {

    private final Pages pages = new Pages();
    private final Assets assets = new Assets();
    private final LinkPages linkPages;
    private final ChoicePages choicePages;
    private final Callbacks callbacks;

    /**
     * Takes what the pages lead to.
     *
     * @param authorizations the flow
     * @param sites the sites users can be connected to
     * @param links the links that applications have asked for
     * @param grants where grants are held until they are confirmed
     * @param choices where grants are kept until their users have chosen a site
     * @param audit what was done
     * @param publicUrl the gateway's own URL
     */
    public ConnectOperations(
            Authorizations authorizations,
            Sites sites,
            ConnectLinks links,
            HeldGrants grants,
            SiteChoices choices,
            Audit audit,
            URI publicUrl) {
        FlowCookie cookie = new FlowCookie(publicUrl);
        FormOrigin origin = new FormOrigin(publicUrl);
        this.linkPages = new LinkPages(links, authorizations, sites, cookie, origin, pages);
        ReturnAddress back = new ReturnAddress(grants);
        this.choicePages = new ChoicePages(choices, back, cookie, origin, pages);
        this.callbacks = new Callbacks(authorizations, choices, choicePages, back, cookie, pages, audit);
    }

    /** Returns the operations. */
    public List<Operation> all() {
        Operation show = Operation.get("/connect/{token}", page(linkPages::show));
        return List.of(
                show,
                show.head(),
                Operation.post("/connect/{token}", page(linkPages::go)),
                Operation.get("/callback/{site}", page(callbacks::arrive)),
                Operation.post("/choose/{token}", page(choicePages::chosen)),
                Operation.get("/assets/{name}", Door.to(assets::serve)).atOnce());
    }

    /** A person is shown a page, whatever happens. */
    private Door page(Endpoint endpoint) {
        return Door.to(request -> {
            try {
                return new Acting(Actor.BROWSER, request.from()).during(() -> endpoint.answer(request));
            } catch (RuntimeException e) {
                return failed(Problems.of(e));
            }
        });
    }

    private Answer failed(Problem problem) {
        String text = switch (problem.status()) {
            case 429 -> "You have begun this many times. Wait a minute, go back to the application and start again.";
            case 503 -> "This cannot be done just now. Go back to the application and try again in a moment.";
            default -> "Go back to the application and start again there. If this happens again, tell its operator.";
        };
        return pages.message(problem.status(), "That did not work", text);
    }
}
