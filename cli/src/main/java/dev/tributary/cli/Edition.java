package dev.tributary.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which Confluence to imitate. */
enum Edition {
    /** Confluence Data Center. */
    DATACENTER,
    /** Confluence Cloud. */
    CLOUD;

    /** Returns it as the simulator names it. */
    dev.tributary.simulator.Edition simulated() {
        return this == CLOUD ? dev.tributary.simulator.Edition.CLOUD : dev.tributary.simulator.Edition.DATA_CENTER;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads it. */
    static final class Converter implements ITypeConverter<Edition> {

        @Override
        public Edition convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "datacenter" -> DATACENTER;
                case "cloud" -> CLOUD;
                default ->
                    throw new TypeConversionException("there is no '" + value + "'. Use 'datacenter' or 'cloud'.");
            };
        }
    }
}
