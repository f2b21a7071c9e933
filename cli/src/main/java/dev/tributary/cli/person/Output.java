package dev.tributary.cli.person;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How an answer is printed. */
public enum Output {
    /** JSON: laid out for people, compact for programs. */
    JSON,
    /** A line for each entry of a list. */
    TABLE,
    /** The bytes as they are. */
    RAW;

    /** Reads it from the command line. */
    public static final class Converter implements ITypeConverter<Output> {

        @Override
        public Output convert(String text) {
            return Arrays.stream(values())
                    .filter(output -> output.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none. Use json, table or raw."));
        }
    }
}
