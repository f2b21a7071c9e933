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
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        String amount = request.json().path("advance").asString("");
        try {
            environment.clock().advance(Duration.parse(amount));
        } catch (DateTimeException | ArithmeticException e) {
            throw badRequest("\"advance\" must be a duration such as PT2H, not \"" + amount + "\".");
        }
        return clock();
    }

    private Response pendingFaults() {
        return Response.json(
                Map.of("faults", faults.pending().stream().map(ControlJson::of).toList()));
    }

    private Response addFault(Request request) {
        try {
            faults.add(ControlJson.fault(request.json()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw badRequest(String.valueOf(e.getMessage()));
        }
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
        try {
            environment.switches().setAll(ControlJson.texts(request.json()));
        } catch (IllegalArgumentException e) {
            throw badRequest(String.valueOf(e.getMessage()));
        }
        return switches();
    }

    private Response revoke(Request request) {
        try {
            return Response.json(Map.of("ended", grants.revoke(ControlJson.revocation(request.json()))));
        } catch (IllegalArgumentException e) {
            throw badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Response cleared(Runnable clear) {
        clear.run();
        return Response.status(204);
    }

    private static HttpRefusal badRequest(String message) {
        return new HttpRefusal(Response.json(400, Map.of("message", message)));
    }
}
