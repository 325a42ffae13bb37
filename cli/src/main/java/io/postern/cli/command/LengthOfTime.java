package io.postern.cli.command;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads lengths of time as people write them: 1h, 90m, 1h30m, 8s, or PT1H. */
final class LengthOfTime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        try {
            Duration length = Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
            if (length.isPositive()) {
                return length;
            }
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no length of time; write 1h, 90m or 1h30m");
        }
        throw new TypeConversionException("'" + text + "' is not longer than nothing");
    }
}
