package dev.tributary.simulator.content;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page, blog post, comment or attachment, with its whole past.
 *
 * @param parentId a page's parent page, an attachment's or comment's container, a reply's comment; null at the top
 * @param versions oldest first, at least one
 * @param file the attached bytes; null unless this is an attachment
 * @param anchor the text it is about; null unless this is an inline comment
 */
public record Content(
        String id,
        ContentType type,
        ContentStatus status,
        String spaceKey,
        @Nullable String parentId,
        List<Version> versions,
        Set<String> labels,
        Access access,
        @Nullable FileData file,
        @Nullable Anchor anchor) {

    public Content {
        versions = List.copyOf(versions);
        labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("Content " + id + " has no version");
        }
    }

    /** The latest version. */
    public Version current() {
        return versions.get(versions.size() - 1);
    }

    /** The first version. */
    public Version first() {
        return versions.get(0);
    }

    public String title() {
        return current().title();
    }

    /** The body in storage format. */
    public String body() {
        return current().body();
    }

    public boolean isTrashed() {
        return status == ContentStatus.TRASHED;
    }

    /** The same content one version later. */
    public Content with(Version next) {
        List<Version> all = new ArrayList<>(versions);
        all.add(next);
        return new Content(id, type, status, spaceKey, parentId, all, labels, access, file, anchor);
    }

    /** The same content as it stood at that version; the caller has checked that there is one. */
    public Content at(int number) {
        ContentStatus then = number == current().number() ? status : ContentStatus.HISTORICAL;
        return new Content(
                id, type, then, spaceKey, parentId, versions.subList(0, number), labels, access, file, anchor);
    }

    public Content with(ContentStatus changed) {
        return new Content(id, type, changed, spaceKey, parentId, versions, labels, access, file, anchor);
    }

    public Content with(FileData changed) {
        return new Content(id, type, status, spaceKey, parentId, versions, labels, access, changed, anchor);
    }

    public Content with(Anchor changed) {
        return new Content(id, type, status, spaceKey, parentId, versions, labels, access, file, changed);
    }

    public Content withLabels(Set<String> changed) {
        return new Content(id, type, status, spaceKey, parentId, versions, changed, access, file, anchor);
    }

    public Content withParent(@Nullable String changed) {
        return new Content(id, type, status, spaceKey, changed, versions, labels, access, file, anchor);
    }
}
