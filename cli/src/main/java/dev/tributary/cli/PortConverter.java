package dev.tributary.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port, 0 for a free one. */
final class PortConverter implements ITypeConverter<Integer> {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final int LAST = 65_535;

    @Override
    public Integer convert(String value) {
        if (!NUMBER.matcher(value).matches() || Integer.parseInt(value) > LAST) {
            throw new TypeConversionException("'" + value + "' is no port. Use 0 to " + LAST + "; 0 takes a free one.");
        }
        return Integer.valueOf(value);
    }
}
