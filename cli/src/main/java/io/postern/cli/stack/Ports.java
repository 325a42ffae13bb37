package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which loopback port each part of a stack listens on. */
public final class Ports {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Map<PortName, Integer> ports;

    private Ports(Map<PortName, Integer> ports) {
        this.ports = new EnumMap<>(ports);
    }

    /** The documented ports, moved by the variables of an environment. */
    public static Ports of(Map<String, String> environment) {
        Map<PortName, Integer> ports = new EnumMap<>(PortName.class);
        for (PortName name : PortName.values()) {
            String moved = environment.get(name.variable());
            ports.put(name, moved == null ? name.standard() : parse(name, moved));
        }
        return new Ports(ports);
    }

    /** Ports in one row from {@code base} on, for a stack beside another. */
    public static Ports from(int base) {
        Map<PortName, Integer> ports = new EnumMap<>(PortName.class);
        for (PortName name : PortName.values()) {
            ports.put(name, base + name.ordinal());
        }
        return new Ports(ports);
    }

    public int of(PortName name) {
        return ports.getOrDefault(name, name.standard());
    }

    /** One sentence for each port that somebody else already listens on. */
    public List<String> taken() {
        List<String> sentences = new ArrayList<>();
        ports.forEach((name, port) -> {
            if (isTaken(port)) {
                sentences.add("Port " + port + " ("
                        + name.name().toLowerCase(Locale.ROOT).replace('_', '-')
                        + ") is already taken: stop what listens there, or choose another with " + name.variable()
                        + ".");
            }
        });
        return sentences;
    }

    static boolean isTaken(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, LOOPBACK)) {
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    private static int parse(PortName name, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new CommandFailure(name.variable() + " is \"" + text + "\", which is not a port number.", e);
        }
        throw new CommandFailure(name.variable() + " is " + text + ": a port lies between 1 and 65535.");
    }
}
