package dev.tributary.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** Keeps {@code docs/spring.md} complete: every property is in a table there, and nothing else is. */
class SpringGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "spring.md");

    @Test
    void every_property_is_in_a_table_and_only_those() throws IOException {
        assertThat(Files.readAllLines(GUIDE))
                .filteredOn(line -> line.startsWith("| `tributary."))
                .extracting(line -> line.split("`", 3)[1].replace("<name>", "<id>"))
                .containsExactlyInAnyOrderElementsOf(
                        names("tributary", TributaryProperties.class).toList());
    }

    private static Stream<String> names(String prefix, Class<?> properties) {
        return Stream.of(properties.getRecordComponents())
                .flatMap(component ->
                        names(prefix + "." + DataObjectPropertyName.toDashedForm(component.getName()), component));
    }

    private static Stream<String> names(String name, RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isRecord() && type.getName().startsWith("dev.tributary.spring.")) {
            return names(name, type);
        }
        return type == Map.class ? names(name + ".<id>", valueType(component)) : Stream.of(name);
    }

    private static Class<?> valueType(RecordComponent component) {
        Type[] types = ((ParameterizedType) component.getGenericType()).getActualTypeArguments();
        return (Class<?>) types[1];
    }
}
