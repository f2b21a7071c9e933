package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.rest.JsonBody;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** {@code /users-bulk}: people by their account ids. Version 2 does not say who is calling. */
record PeopleResource(Shelf shelf) implements Routes {

    @Override
    public void addTo(Router router) {
        router.route("POST " + V2Surface.API + "/users-bulk", this::find);
    }

    private Response find(Request request) {
        JsonNode ids = JsonBody.object(request).path("accountIds");
        if (!ids.isArray() || ids.isEmpty()) {
            throw RefusedException.invalid("accountIds is required");
        }
        List<String> wanted = StreamSupport.stream(ids.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        List<User> found = shelf.environment().users().all().stream()
                .filter(user -> wanted.contains(user.accountId()))
                .toList();
        return CursorList.of(request, shelf.environment(), found, this::described);
    }

    private Map<String, Object> described(User user) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accountId", user.accountId());
        json.put("accountStatus", "active");
        json.put("accountType", "atlassian");
        json.put("displayName", user.displayName());
        json.put("publicName", user.displayName());
        json.put("email", user.email());
        json.put("isExternalCollaborator", false);
        json.put("profilePicture", Map.of("path", "/wiki/aa-avatar/" + user.name(), "isDefault", true));
        return json;
    }
}
