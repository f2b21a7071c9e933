package dev.tributary.simulator.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The spaces and pages a simulator starts with, read from a file beside this class. */
public final class SampleContent {
    private final ContentStore store;
    private final Instant now;
    private final Map<String, String> pageIds = new HashMap<>();

    private SampleContent(ContentStore store, Instant now) {
        this.store = store;
        this.now = now;
    }

    /** A new store with the sample {@code sample.json} in it, dated back from {@code now}. */
    public static ContentStore load(Instant now) {
        return load(now, "sample.json");
    }

    /** A new store with the sample of that file in it, dated back from {@code now}. */
    public static ContentStore load(Instant now, String file) {
        ContentStore store = new ContentStore();
        SampleContent sample = new SampleContent(store, now);
        read(file).forEach(sample::add);
        return store;
    }

    private static List<SpaceEntry> read(String file) {
        try (InputStream in = Objects.requireNonNull(SampleContent.class.getResourceAsStream(file))) {
            return List.of(JsonMapper.shared().readValue(in, SpaceEntry[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("The sample content cannot be read", e);
        }
    }

    private void add(SpaceEntry entry) {
        entry.pages().forEach(page -> add(entry.key(), page));
        String home = Objects.requireNonNull(pageIds.get(entry.key() + "/" + entry.home()), entry.home());
        store.put(new Space(entry.id(), entry.key(), entry.name(), entry.description(), home, entry.anonymous()));
    }

    private void add(String space, Entry entry) {
        String parent = entry.parent() == null ? null : pageIds.get(space + "/" + entry.parent());
        Content content = new Content(
                store.nextId(entry.type()),
                entry.type(),
                ContentStatus.CURRENT,
                space,
                parent,
                versions(entry),
                new LinkedHashSet<>(orEmpty(entry.labels())),
                new Access(Set.copyOf(orEmpty(entry.readers())), Set.copyOf(orEmpty(entry.editors()))),
                file(entry),
                null);
        pageIds.putIfAbsent(space + "/" + entry.title(), content.id());
        store.put(content);
    }

    private List<Version> versions(Entry entry) {
        int count = Math.max(1, entry.saves());
        List<Version> versions = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Instant when = now.minus(Duration.ofHours(24L * entry.daysOld() * (count - number + 1) / count + 1));
            String message = number == 1 ? "" : "Revised after review";
            versions.add(new Version(number, entry.by(), when, message, false, entry.title(), entry.body()));
        }
        return versions;
    }

    private static @Nullable FileData file(Entry entry) {
        return entry.mediaType() == null
                ? null
                : new FileData(entry.mediaType(), "", entry.data().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private record SpaceEntry(
            long id, String key, String name, String description, String home, boolean anonymous, List<Entry> pages) {}

    private record Entry(
            ContentType type,
            String title,
            @Nullable String parent,
            String by,
            int daysOld,
            int saves,
            String body,
            String data,
            @Nullable String mediaType,
            @Nullable List<String> labels,
            @Nullable List<String> readers,
            @Nullable List<String> editors) {}
}
