package io.postern.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.cli.CommandFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void thePortsAreTheDocumentedOnes() {
        Ports ports = Ports.of(Map.of());

        assertThat(ports.of(PortName.REQUEST)).isEqualTo(8081);
        assertThat(ports.of(PortName.SWEEPER)).isEqualTo(8086);
        assertThat(ports.of(PortName.EMULATOR_HTTPS)).isEqualTo(8493);
        assertThat(ports.of(PortName.POSTGRES)).isEqualTo(5433);
    }

    @Test
    void aVariableMovesOnePort() {
        Ports ports = Ports.of(Map.of("POSTERN_PORT_REQUEST", "18081"));

        assertThat(ports.of(PortName.REQUEST)).isEqualTo(18_081);
        assertThat(ports.of(PortName.APPROVAL)).isEqualTo(8082);
    }

    @Test
    void aVariableThatIsNoPortIsRefusedByName() {
        for (String wrong : new String[] {"0", "70000", "-1", "http", ""}) {
            assertThatThrownBy(() -> Ports.of(Map.of("POSTERN_PORT_KAFKA", wrong)))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("POSTERN_PORT_KAFKA");
        }
    }

    @Test
    void aTakenPortIsToldWithTheVariableThatMovesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = Ports.of(Map.of("POSTERN_PORT_AUDIT", "" + taken.getLocalPort()));

            assertThat(ports.taken())
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .contains("port " + taken.getLocalPort() + " (audit)", "POSTERN_PORT_AUDIT"));
        }
    }

    @Test
    void aFreePortIsNotTaken() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(Ports.isTaken(port)).isFalse();
    }
}
