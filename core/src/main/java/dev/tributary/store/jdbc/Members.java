package dev.tributary.store.jdbc;

import dev.tributary.model.ConnectionId;
import dev.tributary.store.Share.Carrier;
import dev.tributary.store.Share.Part;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes who lives on a carrier into one column: when to look through it or {@code -}, then an id and an epoch for each. */
final class Members {

    private static final String NEVER = "-";

    private Members() {}

    static String written(Carrier carrier) {
        String when = carrier.tidyAt() == null
                ? NEVER
                : Long.toString(carrier.tidyAt().toEpochMilli());
        return Stream.concat(
                        Stream.of(when),
                        carrier.parts().stream().map(part -> part.id().value() + ":" + part.epoch()))
                .collect(Collectors.joining(" "));
    }

    static Carrier read(String written) {
        List<String> words = List.of(written.split(" "));
        String when = words.get(0);
        return new Carrier(
                words.stream().skip(1).map(Members::part).toList(),
                when.equals(NEVER) ? null : Instant.ofEpochMilli(Long.parseLong(when)));
    }

    private static Part part(String word) {
        int colon = word.indexOf(':');
        return new Part(new ConnectionId(word.substring(0, colon)), Long.parseLong(word.substring(colon + 1)));
    }
}
