package io.postern.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connect-and-read from one of the addresses that rules see: the banner within a second means reachable. */
final class Probe {
    /** Seen by rules as 203.0.113.7. */
    static final String HOME = "127.0.0.1";

    /** Seen by rules as 198.51.100.9. */
    static final String ELSEWHERE = "127.0.0.2";

    private static final int PATIENCE_MS = 1_000;

    /** What listens for a VM listens on so much more. */
    private static final int OFFSET = 20_000;

    private Probe() {}

    static boolean reaches(String vmAddress, int port, String from) {
        return answers(vmAddress, OFFSET + port, from);
    }

    /** The same for a port of a firewall's public address, which listens on that port itself. */
    static boolean reachesThrough(String firewallAddress, int mappedPort, String from) {
        return answers(firewallAddress, mappedPort, from);
    }

    private static boolean answers(String address, int port, String from) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            return socket.getInputStream().read() >= 0;
        } catch (IOException blocked) {
            return false;
        }
    }
}
