package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /** A sentence about the ports that somebody else already listens on; empty when all are free. */
    public Optional<String> taken() {
        List<PortName> names = ports.entrySet().stream()
                .filter(entry -> isTaken(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("Already taken: "
                        + list(names, name -> "port " + of(name) + " (" + name.text() + ")")
                        + "; stop what listens there, or choose another with "
                        + list(names, PortName::variable) + ".");
    }

    private static String list(List<PortName> names, Function<PortName, String> text) {
        return names.stream().map(text).collect(Collectors.joining(", "));
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
