package dev.tributary.spring;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.PropertyMatches;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/** Guesses which property somebody meant, by the records that properties are bound to. Pure functions. */
final class KnownNames {

    private static final int MOST_EDITS = 2;
    private static final Pattern WORD = Pattern.compile("-([a-z0-9])");

    private KnownNames() {}

    /** Returns the property whose name is nearest, if one is near, to one that is not in the record bound to the prefix. */
    static Optional<String> near(ConfigurationPropertyName unknown, String prefix, Class<?> bound) {
        Class<?> type = bound;
        int last = unknown.getNumberOfElements() - 1;
        int i = ConfigurationPropertyName.of(prefix).getNumberOfElements();
        for (; i <= last && type.isRecord(); i++) {
            String element = unknown.getElement(i, Form.DASHED);
            Optional<Field> field = field(type, one -> plain(name(one)).equals(plain(element)));
            if (field.isEmpty()) {
                int misspelt = i;
                return nearest(type, element).map(name -> replaced(unknown, misspelt, name));
            }
            ResolvableType next = ResolvableType.forField(field.get());
            boolean isMap = Map.class.isAssignableFrom(next.toClass());
            type = isMap ? next.getGeneric(1).toClass() : next.toClass();
            i += isMap ? 1 : 0;
        }
        return Optional.empty();
    }

    private static Optional<String> nearest(Class<?> type, String element) {
        String written = WORD.matcher(element).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
        return IntStream.rangeClosed(1, MOST_EDITS)
                .mapToObj(
                        edits -> PropertyMatches.forField(written, type, edits).getPossibleMatches())
                .flatMap(Stream::of)
                .flatMap(match -> field(type, one -> one.getName().equals(match)).stream())
                .map(KnownNames::name)
                .findFirst();
    }

    private static Optional<Field> field(Class<?> type, Predicate<Field> wanted) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .filter(wanted)
                .findFirst();
    }

    private static String name(Field field) {
        Name name = field.getAnnotation(Name.class);
        return name == null ? DataObjectPropertyName.toDashedForm(field.getName()) : name.value();
    }

    /** Hyphens are optional. */
    private static String plain(String element) {
        return element.replace("-", "");
    }

    private static String replaced(ConfigurationPropertyName whole, int element, String name) {
        ConfigurationPropertyName begin = whole.chop(element).append(name);
        ConfigurationPropertyName end = whole.subName(element + 1);
        return (end.isEmpty() ? begin : begin.append(end)).toString();
    }
}
