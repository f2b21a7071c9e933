package dev.tributary.simulator.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All spaces and content, in memory, in the order of their ids. Thread-safe; each value is immutable. */
public final class ContentStore {
    private static final int MAX_DEPTH = 500;

    private final Map<String, Space> spaces = new ConcurrentSkipListMap<>();
    private final Map<Long, Content> contents = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId = new AtomicLong(65_600);

    /** A number no content has had yet, with the prefix that attachments carry. */
    public String nextId(ContentType type) {
        long number = lastId.incrementAndGet();
        return (type == ContentType.ATTACHMENT ? "att" : "") + number;
    }

    public void put(Space space) {
        spaces.put(space.key(), space);
    }

    public void put(Content content) {
        contents.put(number(content.id()).orElseThrow(), content);
    }

    public void remove(String id) {
        number(id).ifPresent(contents::remove);
    }

    public Optional<Space> space(String key) {
        return Optional.ofNullable(spaces.get(key));
    }

    public Collection<Space> spaces() {
        return List.copyOf(spaces.values());
    }

    /** The content of that id, trashed or not; the prefix {@code att} is optional. */
    public Optional<Content> find(@Nullable String id) {
        return id == null ? Optional.empty() : number(id).map(contents::get);
    }

    public List<Content> all() {
        return List.copyOf(contents.values());
    }

    /** What is directly below, of that type, not trashed. */
    public List<Content> children(String id, ContentType type) {
        return contents.values().stream()
                .filter(content -> content.type() == type && !content.isTrashed() && id.equals(content.parentId()))
                .toList();
    }

    /** The chain of parents, the topmost first, without the content itself. */
    public List<Content> ancestors(Content content) {
        List<Content> chain = new ArrayList<>();
        Optional<Content> above = find(content.parentId());
        while (above.isPresent() && chain.size() < MAX_DEPTH) {
            chain.add(0, above.get());
            above = find(above.get().parentId());
        }
        return chain;
    }

    private static Optional<Long> number(String id) {
        String digits = id.startsWith("att") ? id.substring(3) : id;
        return digits.matches("\\d{1,18}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }
}
