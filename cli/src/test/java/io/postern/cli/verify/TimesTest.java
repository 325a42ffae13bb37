package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-11-21T10:00:00Z",
                "2024-02-29T23:59:59.999Z",
                "2026-11-21T10:00:00.1Z",
                "2026-11-21T10:00:00.123456789Z",
                "2026-11-21T10:00:00+02:00",
                "0001-01-01T00:00:00.001Z",
                "2026-11-21T24:00:00Z"
            })
    void aTimeIsWhatTheJdkReads(String text) {
        assertThat(Times.millis(text)).isEqualTo(Instant.parse(text).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-02-29T10:00:00Z",
                "2026-11-21T25:00:00Z",
                "2026-11-21 10:00:00Z",
                "2026-11-21T1x:00:00Z"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThatThrownBy(() -> Times.millis(text)).isInstanceOf(DateTimeException.class);
    }
}
