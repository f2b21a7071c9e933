package dev.tributary.confluence;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** All entries of a list that Confluence hands out in batches; each batch is fetched when its first entry is wanted. */
final class Listing<T> implements Iterator<T> {

    private final Function<String, Batch<T>> fetch;
    private Iterator<T> batch = Collections.emptyIterator();
    private @Nullable String next;

    private Listing(String first, Function<String, Batch<T>> fetch) {
        this.next = first;
        this.fetch = fetch;
    }

    static <T> Stream<T> stream(String first, Function<String, Batch<T>> fetch) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Listing<>(first, fetch), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        String target = next;
        if (!batch.hasNext() && target != null) {
            Batch<T> fetched = fetch.apply(target);
            batch = fetched.entries().iterator();
            next = fetched.entries().isEmpty() || target.equals(fetched.next()) ? null : fetched.next();
        }
        return batch.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.next();
    }

    /**
     * Some entries.
     *
     * @param entries the entries; none ends the list, so that a server that always promises more makes no loop
     * @param next where the next batch is; absent at the end
     */
    record Batch<T>(List<T> entries, @Nullable String next) {

        Batch {
            entries = List.copyOf(entries);
        }
    }
}
