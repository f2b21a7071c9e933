package dev.tributary.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which Confluence to imitate. */
enum Edition {
    /** Confluence Data Center. */
    DATACENTER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads it; the edition that everybody expects next has an answer of its own. */
    static final class Converter implements ITypeConverter<Edition> {

        @Override
        public Edition convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "datacenter" -> DATACENTER;
                case "cloud" ->
                    throw new TypeConversionException("Confluence Cloud is not in this version. Use 'datacenter'.");
                default -> throw new TypeConversionException("there is no '" + value + "'. Use 'datacenter'.");
            };
        }
    }
}
