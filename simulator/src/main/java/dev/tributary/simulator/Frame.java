package dev.tributary.simulator;

import dev.tributary.simulator.control.ControlGuard;
import dev.tributary.simulator.control.Faults;
import dev.tributary.simulator.control.RequestJournal;
import dev.tributary.simulator.control.SecretsFile;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.simulator.environment.Users;
import dev.tributary.simulator.http.ContextPath;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.LocalHost;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What stands around each edition: its world, the journal, the faults, and the way to its control. */
final class Frame {

    private final Environment environment;
    private final SecretsFile secrets;
    private final Faults faults = new Faults();
    private final RequestJournal journal = new RequestJournal();
    private final ContextPath contextPath;
    private final @Nullable String controlToken;
    private final List<Filter> entrance = new ArrayList<>(List.of(Frame::marked));

    Frame(Settings settings, Supplier<URI> baseUrl) {
        environment =
                new Environment(new Users(settings.users), new SimulatedClock(), settings.switches.copy(), baseUrl);
        secrets = new SecretsFile(settings.secretsFile);
        contextPath = settings.contextPath;
        controlToken = settings.controlToken;
        if (settings.localhostOnly) {
            entrance.add(new LocalHost());
        }
    }

    Environment environment() {
        return environment;
    }

    SecretsFile secrets() {
        return secrets;
    }

    Faults faults() {
        return faults;
    }

    RequestJournal journal() {
        return journal;
    }

    /** Puts product and control behind the entrance; control answers at the root as well as within the context path. */
    Handler around(Handler product, Handler control) {
        Handler inside = Filter.chain(List.of(journal, secrets::given, faults, secrets::issued), product);
        Handler outside = Filter.chain(
                List.of(journal), request -> Response.text(404, "There is nothing outside " + contextPath.value()));
        Handler guarded = Filter.chain(List.of(new ControlGuard(controlToken)), control);
        return Filter.chain(entrance, request -> {
            Optional<Request> within = contextPath.within(request);
            if (isControl(request) || within.filter(Frame::isControl).isPresent()) {
                return guarded.handle(isControl(request) ? request : within.orElseThrow());
            }
            return within.map(inside::handle).orElseGet(() -> outside.handle(request));
        });
    }

    private static boolean isControl(Request request) {
        return request.path().startsWith("/simulator/");
    }

    /** Nobody shall take a simulator for Confluence. */
    private static Response marked(Request request, Handler next) {
        return next.handle(request).with("X-Tributary-Simulator", "1");
    }
}
