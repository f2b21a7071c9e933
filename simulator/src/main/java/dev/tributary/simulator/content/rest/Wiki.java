package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Archive;
import dev.tributary.simulator.content.ContentStore;
import dev.tributary.simulator.content.Editing;
import dev.tributary.simulator.content.Permissions;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.http.Request;
import java.time.ZonedDateTime;

/** The content and everything needed to serve it. */
record Wiki(Environment environment, Archive archive, Dialect dialect) {

    ContentStore store() {
        return archive.store();
    }

    Permissions permissions() {
        return archive.permissions();
    }

    Editing editing() {
        return archive.editing();
    }

    Viewer viewer(Request request) {
        return Caller.of(request)
                .known()
                .map(user -> Viewer.user(user.name()))
                .orElseGet(() -> Viewer.anonymous(environment.switches().isOn(Switch.ANONYMOUS_ACCESS)));
    }

    Links links() {
        return new Links(environment, dialect);
    }

    ContentView view(Request request) {
        return new ContentView(this, links(), viewer(request));
    }

    ZonedDateTime now() {
        return environment.clock().instant().atZone(dialect.zone());
    }
}
