package io.postern.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A connection to a VM's port from one address of this machine. What counts is the VM's banner within a second: a
 * connection that is reset, or closed before its first byte, was blocked.
 */
record Probe(String vmAddress, int port) {
    /** The emulator stands for port N of a VM on this many more. */
    private static final int OFFSET = 20_000;

    private static final int PATIENCE_MS = 1_000;

    /** The VM's banner; empty when it is not reached. */
    Optional<String> from(String source) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(new InetSocketAddress(vmAddress, OFFSET + port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return Optional.ofNullable(in.readLine());
        } catch (IOException blocked) {
            return Optional.empty();
        }
    }
}
