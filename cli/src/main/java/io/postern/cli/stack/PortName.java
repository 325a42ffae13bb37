package io.postern.cli.stack;

import java.util.Locale;

/** The loopback ports of the local stack. Each can be moved by {@code POSTERN_PORT_<NAME>}. */
public enum PortName {
    PORTAL(8080),
    REQUEST(8081),
    APPROVAL(8082),
    ENFORCER(8083),
    EXPIRY(8084),
    AUDIT(8085),
    SWEEPER(8086),
    EMULATOR(8090),
    EMULATOR_HTTPS(8493),
    KAFKA(9092),
    KAFKA_CONTROLLER(9093),
    POSTGRES(5433),
    REQUEST_HTTPS(8481);

    private final int standard;

    PortName(int standard) {
        this.standard = standard;
    }

    int standard() {
        return standard;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The environment variable that moves this port. */
    public String variable() {
        return "POSTERN_PORT_" + name();
    }
}
