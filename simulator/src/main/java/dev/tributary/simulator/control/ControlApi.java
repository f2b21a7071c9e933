package dev.tributary.simulator.control;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.http.HttpRefusal;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import dev.tributary.simulator.oauth.Grants;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The control endpoints: what the Java API does, over HTTP. */
public final class ControlApi implements Routes {

    private final Environment environment;
    private final Faults faults;
    private final RequestJournal journal;
    private final Grants grants;

    /** Makes the endpoints over these parts. */
    public ControlApi(Environment environment, Faults faults, RequestJournal journal, Grants grants) {
        this.environment = environment;
        this.faults = faults;
        this.journal = journal;
        this.grants = grants;
    }

    @Override
    public void addTo(Router router) {
        router.route("GET /simulator/clock", request -> clock())
                .route("POST /simulator/clock", this::advance)
                .route("GET /simulator/faults", request -> pendingFaults())
                .route("POST /simulator/faults", this::addFault)
                .route("DELETE /simulator/faults", request -> cleared(faults::clear))
                .route("GET /simulator/requests", request -> requests())
                .route("DELETE /simulator/requests", request -> cleared(journal::clear))
                .route("GET /simulator/switches", request -> switches())
                .route("POST /simulator/switches", this::setSwitches)
                .route("GET /simulator/grants", request -> Response.json(Map.of("grants", grants.all())))
                .route("POST /simulator/grants/revoke", this::revoke);
    }

    private Response clock() {
        return Response.json(Map.of(
                "now",
                environment.clock().instant(),
                "ahead",
                environment.clock().offset().toString()));
    }

    private Response advance(Request request) {
        environment.clock().advance(read(request, ControlJson::advance));
        return clock();
    }

    private Response pendingFaults() {
        return Response.json(
                Map.of("faults", faults.pending().stream().map(ControlJson::of).toList()));
    }

    private Response addFault(Request request) {
        faults.add(read(request, ControlJson::fault));
        return pendingFaults();
    }

    private Response requests() {
        return Response.json(Map.of("requests", journal.all()));
    }

    private Response switches() {
        List<Map<String, Object>> all =
                Arrays.stream(Switch.values()).map(this::described).toList();
        return Response.json(Map.of("switches", all));
    }

    private Map<String, Object> described(Switch which) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("switch", which.key());
        view.put("value", environment.switches().get(which));
        view.put("default", which.defaultValue());
        view.put("allowed", which.allowed());
        view.put("description", which.description());
        return view;
    }

    private Response setSwitches(Request request) {
        Map<String, String> wanted = read(request, ControlJson::texts);
        try {
            environment.switches().setAll(wanted);
        } catch (IllegalArgumentException e) {
            throw badRequest(e);
        }
        return switches();
    }

    private Response revoke(Request request) {
        return Response.json(Map.of("ended", grants.revoke(read(request, ControlJson::revocation))));
    }

    private static Response cleared(Runnable clear) {
        clear.run();
        return Response.status(204);
    }

    private static <T> T read(Request request, Function<JsonNode, T> reader) {
        try {
            return reader.apply(request.json());
        } catch (IllegalArgumentException | DateTimeException | JacksonException e) {
            throw badRequest(e);
        }
    }

    private static HttpRefusal badRequest(RuntimeException cause) {
        return new HttpRefusal(Response.json(400, Map.of("message", String.valueOf(cause.getMessage()))));
    }
}
