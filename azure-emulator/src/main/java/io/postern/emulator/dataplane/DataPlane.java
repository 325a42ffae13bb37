package io.postern.emulator.dataplane;

import io.postern.emulator.packet.Reachability;
import io.postern.emulator.packet.Reachability.Question;
import io.postern.emulator.packet.Reachability.Verdict;
import io.postern.emulator.world.Seed;
import io.postern.emulator.world.World;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port N of a VM listens on port 20000+N of its loopback address, and a port of a firewall that leads to a VM on that port of the
 * firewall's: a banner when the packet would pass, else nothing. The connection of a client that then says {@code SESSION} and a
 * line feed stays; any other ends.
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
    private final List<Door> doors = new ArrayList<>();
    private final FirewallDoors firewalls;

    private DataPlane(Seed seed, Reachability reachability) {
        this.reachability = reachability;
        this.sessions = new Sessions(reachability);
        this.clients = seed.clientAddresses();
        this.firewalls = new FirewallDoors(
                seed.firewallAddresses(),
                reachability,
                (client, entrance) -> serveThrough(
                        client,
                        new Question(
                                source(client),
                                client.getPort(),
                                "",
                                Optional.of(entrance.address()),
                                entrance.port(),
                                "Tcp")));
    }

    public static DataPlane start(Seed seed, World world, Reachability reachability) {
        DataPlane plane = new DataPlane(seed, reachability);
        world.watch(plane.sessions);
        seed.vmAddresses().forEach(plane::listen);
        world.locked(() -> {
            world.watch(plane.firewalls);
            plane.firewalls.follow();
            return plane;
        });
        return plane;
    }

    private void listen(String vm, InetAddress address) {
        for (int port : PORTS) {
            Door.open("port " + port + " of " + vm, address, OFFSET + port, client -> {
                        Question question = new Question(source(client), client.getPort(), vm, port, "Tcp");
                        serve(client, question, Optional.of(question));
                    })
                    .ifPresent(doors::add);
        }
    }

    private InetAddress source(Socket client) {
        InetAddress peer = client.getInetAddress();
        return clients.getOrDefault(peer, peer);
    }

    private void serveThrough(Socket client, Question question) {
        serve(client, question, reachability.beyond(question));
    }

    /** The VM's answer; a session is judged again by what the VM sees. */
    private void serve(Socket client, Question asked, Optional<Question> seen) {
        try (client) {
            if (seen.isPresent()
                    && reachability.judge(asked).filter(Verdict::allowed).isPresent()) {
                client.getOutputStream().write(banner(seen.get()).getBytes(StandardCharsets.US_ASCII));
                if (wantsSession(client)) {
                    sessions.hold(client, seen.get());
                }
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "a client of port {0} went away: {1}", asked.port(), gone.getMessage());
        }
    }

    private static String banner(Question seen) {
        return switch (seen.port()) {
            case 22 -> "SSH-2.0-" + seen.vm() + "\r\n";
            case 3389 -> "RDP-" + seen.vm() + "\r\n";
            default -> "WINRM-" + seen.vm() + "\r\n";
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
        firewalls.close();
        doors.forEach(Door::close);
    }
}
