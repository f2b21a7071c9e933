package dev.tributary.cli;

import dev.tributary.gateway.doctor.Severity;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how bad a finding is. */
final class SeverityConverter implements ITypeConverter<Severity> {

    @Override
    public Severity convert(String text) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.label().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none. Use warning or error."));
    }
}
