package io.postern.request.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"7\"', '\"7\"', true",
                "'\"6\"', '\"7\"', false",
                "'\"6\", \"7\"', '\"7\"', true",
                "'*', '\"7\"', true",
                "' * ', '\"7\"', true",
                "'W/\"7\"', '\"7\"', false",
                "'7', '\"7\"', false",
                "'', '\"7\"', false",
                "'\"77\"', '\"7\"', false",
                "'\"7\"', , false",
                "'*', , false"
            })
    void anIfMatchHoldsWhereItNamesWhatIsThere(String ifMatch, String etag, boolean holds) {
        assertThat(new Preconditions(Optional.of(ifMatch), false).hold(Optional.ofNullable(etag)))
                .isEqualTo(holds);
    }

    @Test
    void anIfNoneMatchHoldsWhereThereIsNothing() {
        Preconditions none = new Preconditions(Optional.empty(), true);
        assertThat(none.hold(Optional.empty())).isTrue();
        assertThat(none.hold(Optional.of("\"7\""))).isFalse();
    }

    @Test
    void noConditionsAlwaysHold() {
        assertThat(Preconditions.NONE.hold(Optional.empty())).isTrue();
        assertThat(Preconditions.NONE.hold(Optional.of("\"7\""))).isTrue();
    }
}
