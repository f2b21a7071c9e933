package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.ContentStore;
import dev.tributary.simulator.content.Editing;
import dev.tributary.simulator.content.Permissions;
import dev.tributary.simulator.content.SampleContent;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.http.Request;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The content and everything needed to serve it. */
record Wiki(Environment environment, ContentStore store, Permissions permissions, Editing editing) {
    /** The zone of the server, in which it writes times and reads dates. */
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    static Wiki sample(Environment environment) {
        ContentStore store = SampleContent.load(environment.clock().instant());
        Permissions permissions = new Permissions(store);
        return new Wiki(environment, store, permissions, new Editing(store, permissions, environment.clock()));
    }

    Viewer viewer(Request request) {
        return Caller.of(request)
                .known()
                .map(user -> Viewer.user(user.name()))
                .orElseGet(() -> Viewer.anonymous(environment.switches().isOn(Switch.ANONYMOUS_ACCESS)));
    }

    Links links() {
        return new Links(environment);
    }

    ContentView view(Request request) {
        return new ContentView(this, links(), viewer(request));
    }

    ZonedDateTime now() {
        return environment.clock().instant().atZone(ZONE);
    }
}
