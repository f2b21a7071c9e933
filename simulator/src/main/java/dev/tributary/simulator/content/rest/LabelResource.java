package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code /content/{id}/label}. */
record LabelResource(Wiki wiki) implements Routes {
    @Override
    public void addTo(Router router) {
        router.route("GET /rest/api/content/{id}/label", this::list)
                .route("POST /rest/api/content/{id}/label", this::add)
                .route("DELETE /rest/api/content/{id}/label", this::removeNamed)
                .route("DELETE /rest/api/content/{id}/label/{label}", this::remove);
    }

    private Response list(Request request) {
        return answer(request, wiki.permissions().require(wiki.viewer(request), request.pathParameter("id")));
    }

    private Response add(Request request) {
        JsonNode json = JsonBody.body(request);
        Set<String> names = new LinkedHashSet<>();
        if (json.isArray()) {
            json.forEach(each -> names.add(name(each)));
        } else {
            names.add(name(json));
        }
        return answer(request, wiki.editing().label(wiki.viewer(request), request.pathParameter("id"), names));
    }

    private Response removeNamed(Request request) {
        return remove(
                request,
                request.query()
                        .first("name")
                        .orElseThrow(() -> RefusedException.invalid("The parameter name is required")));
    }

    private Response remove(Request request) {
        return remove(request, request.pathParameter("label"));
    }

    private Response remove(Request request, String name) {
        wiki.editing().unlabel(wiki.viewer(request), request.pathParameter("id"), name);
        return Response.status(204);
    }

    private Response answer(Request request, Content content) {
        return Response.json(
                Listing.of(request).answer(wiki.links(), List.copyOf(content.labels()), LabelView::render));
    }

    private static String name(JsonNode label) {
        String name = JsonBody.required(label, "/name", "A label needs a name");
        if (name.matches(".*[\\s,:;&?#@*!^()\\[\\]].*")) {
            throw RefusedException.invalid("The label '" + name + "' contains characters that labels cannot have");
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
