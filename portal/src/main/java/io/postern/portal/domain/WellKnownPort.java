package io.postern.portal.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A management port that Azure offers by default, with what listens there by custom. */
public enum WellKnownPort {
    SSH(22, "SSH"),
    RDP(3389, "RDP"),
    WINRM(5985, "WinRM over HTTP"),
    WINRM_TLS(5986, "WinRM over HTTPS");

    private final int number;
    private final String custom;

    WellKnownPort(int number, String custom) {
        this.number = number;
        this.custom = custom;
    }

    public int number() {
        return number;
    }

    public String custom() {
        return custom;
    }

    /** Those that an operating system listens on; all where it is not known. */
    public static List<WellKnownPort> of(String os) {
        if (os.equalsIgnoreCase("Linux")) {
            return List.of(SSH);
        }
        return os.equalsIgnoreCase("Windows") ? List.of(RDP, WINRM, WINRM_TLS) : List.of(values());
    }

    /** What listens there by custom; empty where nothing does. */
    public static String custom(int port) {
        return at(port).map(WellKnownPort::custom).orElse("");
    }

    /** The number with what listens there. */
    public static String text(int port) {
        return at(port).map(known -> port + " (" + known.custom + ")").orElse(String.valueOf(port));
    }

    public static String list(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    static Optional<WellKnownPort> at(int port) {
        return Arrays.stream(values()).filter(known -> known.number == port).findFirst();
    }
}
