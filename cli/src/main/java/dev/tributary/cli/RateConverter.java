package dev.tributary.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many records a second, 0 for no limit. */
final class RateConverter implements ITypeConverter<Integer> {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    @Override
    public Integer convert(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new TypeConversionException("'" + value
                    + "' is not a number of records a second. Use 1 to 999999999, or 0 for as many as it can.");
        }
        return Integer.valueOf(value);
    }
}
