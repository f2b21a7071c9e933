package dev.tributary.simulator.content;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who may see and change what. A restriction on seeing is inherited by everything below; one on changing is not. */
public final class Permissions {
    private final ContentStore store;

    public Permissions(ContentStore store) {
        this.store = store;
    }

    public boolean maySee(Viewer viewer, Space space) {
        return viewer.admitted() && (!viewer.isAnonymous() || space.anonymous());
    }

    public boolean maySee(Viewer viewer, Content content) {
        boolean spaceVisible = store.space(content.spaceKey())
                .filter(space -> maySee(viewer, space))
                .isPresent();
        return spaceVisible
                && Stream.concat(store.ancestors(content).stream(), Stream.of(content))
                        .allMatch(each -> allows(each.access().readers(), viewer));
    }

    /** Whether this viewer may change content they can see. Anonymous visitors read only. */
    public boolean mayChange(Viewer viewer, Content content) {
        return !viewer.isAnonymous()
                && maySee(viewer, content)
                && allows(content.access().editors(), viewer);
    }

    /** Everything this viewer may see that is not in the trash, nor attached to what is. */
    public List<Content> visible(Viewer viewer) {
        return store.all().stream()
                .filter(content -> !isGone(content) && maySee(viewer, content))
                .toList();
    }

    /** The content, or the refusal that does not tell hidden from absent. What is in the trash counts as absent. */
    public Content require(Viewer viewer, String id) {
        Content content = requireEvenTrashed(viewer, id);
        if (isGone(content)) {
            throw RefusedException.notFound(id);
        }
        return content;
    }

    /** As {@link #require}, and finds what is in the trash. */
    public Content requireEvenTrashed(Viewer viewer, String id) {
        return store.find(id)
                .filter(content -> maySee(viewer, content))
                .orElseThrow(() -> RefusedException.notFound(id));
    }

    /** The content, or the refusal to change it. */
    public Content requireChangeable(Viewer viewer, String id) {
        return changeable(viewer, require(viewer, id));
    }

    /** The content, be it in the trash, or the refusal to change it. */
    public Content requireChangeableEvenTrashed(Viewer viewer, String id) {
        return changeable(viewer, requireEvenTrashed(viewer, id));
    }

    private Content changeable(Viewer viewer, Content content) {
        if (!mayChange(viewer, content)) {
            throw new RefusedException(
                    RefusedException.Reason.FORBIDDEN,
                    "User " + viewer.name() + " is not permitted to change content with id " + content.id());
        }
        return content;
    }

    private boolean isGone(Content content) {
        return content.isTrashed() || store.ancestors(content).stream().anyMatch(Content::isTrashed);
    }

    private static boolean allows(Set<String> names, Viewer viewer) {
        return names.isEmpty() || names.contains(viewer.name());
    }
}
