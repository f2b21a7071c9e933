package dev.tributary.cli.person;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The words that an option takes: read without regard to case, and offered to shells as they are documented. picocli would offer the
 * names of the constants.
 */
public abstract class Choice<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {

    private final List<E> values;

    /** Takes what may be chosen. */
    protected Choice(Class<E> type) {
        this.values = List.of(type.getEnumConstants());
    }

    @Override
    public E convert(String text) {
        String asked = text.replace('-', '_');
        return values.stream()
                .filter(value -> value.name().equalsIgnoreCase(asked))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none. Use " + all() + "."));
    }

    /** Returns the words. */
    @Override
    public Iterator<String> iterator() {
        return words().iterator();
    }

    private Stream<String> words() {
        return values.stream().map(value -> value.name().toLowerCase(Locale.ROOT));
    }

    private String all() {
        String[] words = words().toArray(String[]::new);
        int last = words.length - 1;
        return String.join(", ", Arrays.copyOf(words, last)) + " or " + words[last];
    }
}
