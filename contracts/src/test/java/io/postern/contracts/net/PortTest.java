package io.postern.contracts.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 22, 65_535})
    void aPortIsANumberFrom1To65535(int number) {
        assertThat(new Port(number).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536, 70_000})
    void anyOtherNumberIsNone(int number) {
        assertThatThrownBy(() -> new Port(number)).hasMessageContaining("from 1 to 65535, not " + number);
    }

    @ParameterizedTest
    @CsvSource({"TCP, TCP", "tcp, TCP", "Udp, UDP", "*, ANY"})
    void aProtocolIsReadWithoutRegardToCase(String text, Protocol protocol) {
        assertThat(Protocol.of(text)).isEqualTo(protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "any", "icmp", "6"})
    void noOtherProtocolIsKnown(String text) {
        assertThatThrownBy(() -> Protocol.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
