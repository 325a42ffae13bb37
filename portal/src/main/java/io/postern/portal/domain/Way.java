package io.postern.portal.domain;

import java.util.List;
import java.util.Optional;

/**
 * How an open port is reached.
 *
 * @param place address and port as one text, or empty when no address is known
 * @param command what to type, or empty where no program goes by custom with the port
 * @param firewall whether a firewall leads there, whose port may be another than the VM's own
 */
public record Way(int port, String place, String command, boolean firewall) {
    /** A port of a VM, and the firewall's address and port that lead to it. */
    public record Mapped(int port, String address, int mappedPort) {}

    /** The ways to these ports: through the firewall in front where there is one, else to the VM's own address if it is known. */
    public static List<Way> to(List<Integer> ports, List<Mapped> firewall, Optional<String> address) {
        return ports.stream().map(port -> to(port, firewall, address)).toList();
    }

    /** What listens there; empty where nothing does by custom. */
    public String custom() {
        return WellKnownPort.custom(port);
    }

    public String what() {
        return custom().isEmpty() ? "Port " + port : custom();
    }

    private static Way to(int port, List<Mapped> firewall, Optional<String> address) {
        return firewall.stream()
                .filter(mapped -> mapped.port() == port)
                .findFirst()
                .map(mapped -> reached(port, mapped.address(), mapped.mappedPort(), true))
                .or(() -> address.map(own -> reached(port, own, port, false)))
                .orElseGet(() -> new Way(port, "", "", false));
    }

    private static Way reached(int port, String address, int at, boolean firewall) {
        return new Way(port, place(address, at), command(port, address, at), firewall);
    }

    private static String place(String address, int port) {
        return bracketed(address) + ":" + port;
    }

    private static String bracketed(String address) {
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }

    private static String command(int port, String address, int reached) {
        return WellKnownPort.at(port)
                .map(known -> switch (known) {
                    case SSH -> (reached == 22 ? "ssh" : "ssh -p " + reached) + " USER@" + address;
                    case RDP -> "mstsc /v:" + bracketed(address) + (reached == 3389 ? "" : ":" + reached);
                    case WINRM -> session(address, reached, "");
                    case WINRM_TLS -> session(address, reached, " -UseSSL");
                })
                .orElse("");
    }

    private static String session(String address, int reached, String tls) {
        return "Enter-PSSession -ComputerName " + address + " -Port " + reached + tls + " -Credential USER";
    }
}
