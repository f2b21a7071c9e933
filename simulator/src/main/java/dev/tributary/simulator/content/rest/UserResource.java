package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.RefusedException.Reason;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Users;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.Map;

/** {@code /user}: who is calling, and who others are. */
record UserResource(Wiki wiki) implements Routes {
    @Override
    public void addTo(Router router) {
        router.route("GET /rest/api/user/current", this::current)
                .route("GET /rest/api/user/anonymous", this::anonymous)
                .route("GET /rest/api/user", this::find);
    }

    private Response current(Request request) {
        admitted(request);
        return answer(Caller.of(request).known().map(people()::known).orElseGet(people()::anonymous));
    }

    private Response anonymous(Request request) {
        admitted(request);
        return answer(people().anonymous());
    }

    private Response find(Request request) {
        admitted(request);
        Users users = wiki.environment().users();
        String name = request.query().first("username").orElse("");
        String key = request.query()
                .first("key")
                .or(() -> request.query().first("accountId"))
                .orElse("");
        if (name.isEmpty() && key.isEmpty()) {
            throw RefusedException.invalid("Either key or username is required");
        }
        String idName = wiki.dialect().idName();
        return users.all().stream()
                .filter(user -> user.name().equals(name)
                        || key.equals(wiki.dialect().person(user).get(idName)))
                .findFirst()
                .map(user -> answer(people().known(user)))
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND,
                        "No user found with " + (name.isEmpty() ? "key : " + key : "username : " + name)));
    }

    private Viewer admitted(Request request) {
        Viewer viewer = wiki.viewer(request);
        if (!viewer.admitted()) {
            throw new RefusedException(Reason.FORBIDDEN, "Anonymous users are not permitted to use Confluence");
        }
        return viewer;
    }

    private UserView people() {
        return new UserView(wiki.links(), wiki.environment().users());
    }

    private static Response answer(Map<String, Object> person) {
        return Response.json(person);
    }
}
