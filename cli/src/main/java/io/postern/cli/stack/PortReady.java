package io.postern.cli.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.BooleanSupplier;

/** A process is ready when it accepts connections at this loopback address. */
record PortReady(String host, int port) implements BooleanSupplier {
    private static final int PATIENCE_MS = 500;

    @Override
    public boolean getAsBoolean() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
