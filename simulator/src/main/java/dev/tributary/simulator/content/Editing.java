package dev.tributary.simulator.content;

import dev.tributary.simulator.content.RefusedException.Reason;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes content by Confluence's rules: titles are unique among a space's pages, each save counts the version up by one,
 * the first to save wins. One change at a time, so that a check and its change cannot be torn apart.
 */
public final class Editing {
    private static final int MAX_TITLE = 255;

    private final ContentStore store;
    private final Permissions permissions;
    private final Clock clock;

    public Editing(ContentStore store, Permissions permissions, Clock clock) {
        this.store = store;
        this.permissions = permissions;
        this.clock = clock;
    }

    /** Adds a page, blog post or comment. */
    public synchronized Content create(Viewer viewer, Draft draft) {
        String author = loggedIn(viewer);
        if (store.space(draft.spaceKey())
                .filter(space -> permissions.maySee(viewer, space))
                .isEmpty()) {
            throw new RefusedException(Reason.NOT_FOUND, "No space found with key : " + draft.spaceKey());
        }
        if (draft.parentId() != null) {
            requireSameSpace(permissions.require(viewer, draft.parentId()), draft.spaceKey());
        }
        requireFreeTitle(draft.type(), draft.spaceKey(), draft.title(), "");
        return keep(draft, version(1, author, draft.title(), draft.body()), null);
    }

    /** Saves the next version; refuses any number but the next. */
    public synchronized Content update(Viewer viewer, String id, Change change) {
        Content content = permissions.requireChangeableEvenTrashed(viewer, id);
        int current = content.current().number();
        if (change.number() != current + 1) {
            throw new RefusedException(
                    Reason.CONFLICT, "Version must be incremented on update. Current version is: " + current);
        }
        String title = Objects.requireNonNullElse(change.title(), content.title());
        requireFreeTitle(content.type(), content.spaceKey(), title, content.id());
        Version next = new Version(
                change.number(),
                viewer.name(),
                clock.instant(),
                change.message(),
                change.minorEdit(),
                title,
                Objects.requireNonNullElse(change.body(), content.body()));
        return save(moved(viewer, content, change.parentId()).with(next).with(ContentStatus.CURRENT));
    }

    /** Moves it to the trash; the pages below move up to its parent. */
    public synchronized void trash(Viewer viewer, String id) {
        Content content = permissions.requireChangeable(viewer, id);
        for (Content child : store.children(content.id(), ContentType.PAGE)) {
            store.put(child.withParent(content.parentId()));
        }
        store.put(content.with(ContentStatus.TRASHED));
    }

    /** Removes it from the trash for good. */
    public synchronized void purge(Viewer viewer, String id) {
        Content content = permissions.requireChangeableEvenTrashed(viewer, id);
        if (!content.isTrashed()) {
            throw RefusedException.invalid("Content with id " + id + " is not in the trash");
        }
        store.remove(content.id());
    }

    /** Ties a comment to a piece of its page's text, or changes what came of it. */
    public synchronized Content anchor(Viewer viewer, String id, Anchor anchor) {
        return save(permissions.requireChangeable(viewer, id).with(anchor));
    }

    public synchronized Content label(Viewer viewer, String id, Set<String> names) {
        Content content = permissions.requireChangeable(viewer, id);
        Set<String> labels = new LinkedHashSet<>(content.labels());
        labels.addAll(names);
        return save(content.withLabels(labels));
    }

    public synchronized Content unlabel(Viewer viewer, String id, String name) {
        Content content = permissions.requireChangeable(viewer, id);
        Set<String> labels = new LinkedHashSet<>(content.labels());
        if (!labels.remove(name)) {
            throw new RefusedException(Reason.NOT_FOUND, "No label found with name: " + name);
        }
        return save(content.withLabels(labels));
    }

    /** Attaches files under names the container does not have yet: all of them or none. */
    public synchronized List<Content> attach(Viewer viewer, String containerId, List<Upload> uploads) {
        Content container = permissions.requireChangeable(viewer, containerId);
        Set<String> taken = store.children(container.id(), ContentType.ATTACHMENT).stream()
                .map(Content::title)
                .collect(Collectors.toSet());
        for (Upload upload : uploads) {
            if (!taken.add(upload.name())) {
                throw RefusedException.invalid(
                        "Cannot add a new attachment with same file name as an existing attachment: " + upload.name());
            }
        }
        return uploads.stream().map(upload -> attach(viewer, container, upload)).toList();
    }

    private Content attach(Viewer viewer, Content container, Upload upload) {
        Draft draft = new Draft(ContentType.ATTACHMENT, container.spaceKey(), upload.name(), container.id(), "");
        return keep(draft, version(1, viewer.name(), upload.name(), ""), upload.file());
    }

    /** Replaces the bytes of an attachment; its version counts up. */
    public synchronized Content replace(Viewer viewer, String attachmentId, Upload upload) {
        Content content = permissions.requireChangeable(viewer, attachmentId);
        Version next = new Version(
                content.current().number() + 1,
                viewer.name(),
                clock.instant(),
                upload.file().comment(),
                upload.minorEdit(),
                content.title(),
                "");
        return save(content.with(upload.file()).with(next));
    }

    private Content moved(Viewer viewer, Content content, @Nullable String parentId) {
        if (parentId == null || parentId.equals(content.parentId())) {
            return content;
        }
        Content parent = permissions.require(viewer, parentId);
        requireSameSpace(parent, content.spaceKey());
        List<Content> above = store.ancestors(parent);
        if (parent.equals(content) || above.contains(content)) {
            throw RefusedException.invalid("A page cannot be moved below itself: " + content.id());
        }
        return content.withParent(parent.id());
    }

    private static void requireSameSpace(Content parent, String spaceKey) {
        if (!parent.spaceKey().equals(spaceKey)) {
            throw RefusedException.invalid("The parent " + parent.id() + " is not in the space with key " + spaceKey);
        }
    }

    private void requireFreeTitle(ContentType type, String spaceKey, String title, String exceptId) {
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw RefusedException.invalid("A title has 1 to " + MAX_TITLE + " characters");
        }
        boolean taken = type == ContentType.PAGE
                && store.all().stream()
                        .filter(other -> other.type() == type && !other.isTrashed())
                        .filter(other ->
                                other.spaceKey().equals(spaceKey) && !other.id().equals(exceptId))
                        .anyMatch(other -> other.title().equalsIgnoreCase(title));
        if (taken) {
            throw RefusedException.invalid(
                    "A page with this title already exists: A page already exists with the title " + title
                            + " in the space with key " + spaceKey);
        }
    }

    private Content keep(Draft draft, Version first, @Nullable FileData file) {
        return save(new Content(
                store.nextId(draft.type()),
                draft.type(),
                ContentStatus.CURRENT,
                draft.spaceKey(),
                draft.parentId(),
                List.of(first),
                Set.of(),
                Access.OPEN,
                file,
                null));
    }

    private Content save(Content content) {
        store.put(content);
        return content;
    }

    private Version version(int number, String by, String title, String body) {
        return new Version(number, by, clock.instant(), "", false, title, body);
    }

    private static String loggedIn(Viewer viewer) {
        if (viewer.isAnonymous()) {
            throw new RefusedException(Reason.FORBIDDEN, "Anonymous users are not permitted to create content");
        }
        return viewer.name();
    }
}
