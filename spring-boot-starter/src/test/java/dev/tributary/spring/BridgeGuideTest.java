package dev.tributary.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.spring.security.ImportRunner;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide to the bridge names what there is. */
class BridgeGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "spring-security.md");
    private static final Pattern ROW = Pattern.compile("^\\| (`tributary\\.[^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern KEY = Pattern.compile("`(?:tributary\\.bridge)?([^`]*)`");
    private static final Pattern CODE = Pattern.compile("^\\| (\\d) \\|", Pattern.MULTILINE);
    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

    @Test
    void every_property_has_a_row_and_every_row_a_property() throws IOException {
        Set<String> named = ROW.matcher(Files.readString(GUIDE))
                .results()
                .flatMap(row -> KEY.matcher(row.group(1)).results())
                .map(key -> key.group(1).substring(key.group(1).lastIndexOf('.') + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named)
                .isEqualTo(Stream.of(
                                BridgeProperties.class,
                                BridgeProperties.Registration.class,
                                BridgeProperties.Import.class)
                        .flatMap(type -> Stream.of(type.getRecordComponents()))
                        .map(RecordComponent::getName)
                        .filter(name -> !name.equals("registrations") && !name.equals("importing"))
                        .map(name -> CAPITAL.matcher(name).replaceAll("-$1").toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void every_code_of_the_import_has_a_row() throws IOException {
        assertThat(CODE.matcher(Files.readString(GUIDE)).results().map(row -> Integer.valueOf(row.group(1))))
                .containsExactly(ImportRunner.COMPLETE, ImportRunner.ROWS_LEFT, ImportRunner.STOPPED);
    }
}
