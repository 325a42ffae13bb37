package io.postern.emulator.dataplane;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.RepeatedTest;

class DoorTest {
    @RepeatedTest(500)
    void nobodyIsLetInOnceItIsClosed() throws IOException {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, here)) {
            port = free.getLocalPort();
        }

        Door.open("a port", here, port, DoorTest::hangUp).orElseThrow().close();

        assertThatThrownBy(() -> new Socket(here, port).close()).isInstanceOf(ConnectException.class);
    }

    private static void hangUp(Socket client) {
        try (client) {
            client.shutdownOutput();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
