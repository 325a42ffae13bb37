package io.postern.emulator.dataplane;

import io.postern.emulator.packet.Reachability;
import io.postern.emulator.packet.Reachability.Question;
import io.postern.emulator.packet.Reachability.Verdict;
import io.postern.emulator.world.Seed;
import io.postern.emulator.world.World;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Port N of a VM listens on port 20000+N of its loopback address: a banner when the packet would pass, else nothing. The connection
 * of a client that then says {@code SESSION} and a line feed stays; any other ends.
 */
public final class DataPlane implements AutoCloseable {
    /** What is added to a VM's port. */
    public static final int OFFSET = 20_000;

    /** The management ports that a VM offers. */
    public static final List<Integer> PORTS = List.of(22, 3389, 5985, 5986);

    private static final System.Logger LOG = System.getLogger(DataPlane.class.getName());

    private static final String SESSION = "SESSION\n";

    private final Reachability reachability;
    private final Sessions sessions;
    private final Map<InetAddress, InetAddress> clients;
    private final List<ServerSocket> listeners = new ArrayList<>();

    private DataPlane(Seed seed, Reachability reachability) {
        this.reachability = reachability;
        this.sessions = new Sessions(reachability);
        this.clients = seed.clientAddresses();
    }

    public static DataPlane start(Seed seed, World world, Reachability reachability) {
        DataPlane plane = new DataPlane(seed, reachability);
        world.watch(plane.sessions);
        seed.vmAddresses().forEach(plane::listen);
        return plane;
    }

    private void listen(String vm, InetAddress address) {
        for (int port : PORTS) {
            try {
                ServerSocket listener = new ServerSocket();
                listener.setReuseAddress(true);
                listener.bind(new InetSocketAddress(address, OFFSET + port));
                listeners.add(listener);
                Thread.ofVirtual().name("vm-" + vm + "-" + port).start(() -> accept(listener, vm, port));
            } catch (IOException taken) {
                LOG.log(
                        Level.WARNING,
                        "Port " + port + " of " + vm + " cannot be probed: " + address.getHostAddress() + ":"
                                + (OFFSET + port) + " is not free on this machine (" + taken.getMessage() + ").");
            }
        }
    }

    private void accept(ServerSocket listener, String vm, int port) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client, vm, port));
            } catch (SocketException closed) {
                LOG.log(Level.DEBUG, "the listener of {0}:{1} is closed: {2}", vm, port, closed.getMessage());
            } catch (IOException failed) {
                LOG.log(Level.WARNING, "a connection to " + vm + " failed before it began", failed);
            }
        }
    }

    private void serve(Socket client, String vm, int port) {
        try (client) {
            InetAddress peer = client.getInetAddress();
            Question question = new Question(clients.getOrDefault(peer, peer), client.getPort(), vm, port, "Tcp");
            if (reachability.judge(question).filter(Verdict::allowed).isPresent()) {
                client.getOutputStream().write(banner(vm, port).getBytes(StandardCharsets.US_ASCII));
                if (wantsSession(client)) {
                    sessions.hold(client, question);
                }
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "the client of {0}:{1} went away: {2}", vm, port, gone.getMessage());
        }
    }

    private static String banner(String vm, int port) {
        return switch (port) {
            case 22 -> "SSH-2.0-" + vm + "\r\n";
            case 3389 -> "RDP-" + vm + "\r\n";
            default -> "WINRM-" + vm + "\r\n";
        };
    }

    // What the client said first must be read, or closing resets the connection and the banner may be lost.
    private static boolean wantsSession(Socket client) throws IOException {
        client.setSoTimeout(200);
        try {
            byte[] word = client.getInputStream().readNBytes(SESSION.length());
            boolean session = new String(word, StandardCharsets.US_ASCII).equals(SESSION);
            if (!session && word.length == SESSION.length()) {
                client.getInputStream().skipNBytes(client.getInputStream().available());
            }
            return session;
        } catch (SocketTimeoutException silent) {
            return false;
        }
    }

    @Override
    public void close() {
        sessions.close();
        for (ServerSocket listener : listeners) {
            try {
                listener.close();
            } catch (IOException failed) {
                LOG.log(Level.DEBUG, "a listener did not close: {0}", failed.getMessage());
            }
        }
    }
}
