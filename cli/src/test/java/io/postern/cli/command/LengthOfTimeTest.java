package io.postern.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LengthOfTimeTest {
    @ParameterizedTest
    @CsvSource({"1h,PT1H", "90m,PT1H30M", "1h30m,PT1H30M", "8s,PT8S", "PT2H,PT2H", "pt15m,PT15M"})
    void itReadsWhatPeopleWrite(String text, Duration expected) {
        assertThat(new LengthOfTime().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "-1h", "soon", "1", "30min"})
    void itRefusesTheRest(String text) {
        assertThatThrownBy(() -> new LengthOfTime().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
