package dev.tributary.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of a key. */
final class KeyIdConverter implements ITypeConverter<Long> {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    @Override
    public Long convert(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new TypeConversionException(
                    "'" + value + "' is not the id of a key, which is a number. 'tributary keys list' shows the ids.");
        }
        return Long.valueOf(value);
    }
}
