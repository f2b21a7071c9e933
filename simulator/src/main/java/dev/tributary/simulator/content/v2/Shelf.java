package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Archive;
import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.Space;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Request;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The content of a site as its callers may see it. */
record Shelf(Environment environment, Archive archive) {

    /** Nobody comes here without credentials. */
    Viewer viewer(Request request) {
        return Caller.of(request)
                .known()
                .map(user -> Viewer.user(user.name()))
                .orElseGet(() -> Viewer.anonymous(false));
    }

    View view() {
        return new View(this);
    }

    /** The content of that type and id, be it in the trash when the request asks for that. */
    Content require(Request request, ContentType type, String id) {
        List<String> statuses = request.query().all("status");
        Content content = statuses.contains("trashed")
                ? archive.permissions().requireEvenTrashed(viewer(request), id)
                : archive.permissions().require(viewer(request), id);
        if (content.type() != type) {
            throw RefusedException.notFound(id);
        }
        return content;
    }

    List<Content> visible(Request request, Predicate<Content> wanted) {
        return archive.permissions().visible(viewer(request)).stream()
                .filter(wanted)
                .toList();
    }

    /** What is directly below, as far as the caller may see it. */
    List<Content> children(Request request, Content parent, ContentType type) {
        Viewer viewer = viewer(request);
        return archive.store().children(parent.id(), type).stream()
                .filter(child -> archive.permissions().maySee(viewer, child))
                .toList();
    }

    Space space(String key) {
        return archive.store().space(key).orElseThrow(() -> RefusedException.notFound(key));
    }

    Space spaceOfId(Request request, String id) {
        Viewer viewer = viewer(request);
        return archive.store().spaces().stream()
                .filter(space -> String.valueOf(space.id()).equals(id))
                .filter(space -> archive.permissions().maySee(viewer, space))
                .findFirst()
                .orElseThrow(() -> RefusedException.notFound(id));
    }

    /** The page or post that a comment or attachment belongs to; such a one itself. */
    Content container(Content content) {
        return Stream.concat(archive.store().ancestors(content).stream(), Stream.of(content))
                .filter(each -> each.type() == ContentType.PAGE || each.type() == ContentType.BLOGPOST)
                .reduce((first, second) -> second)
                .orElse(content);
    }
}
