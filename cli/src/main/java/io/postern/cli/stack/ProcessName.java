package io.postern.cli.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The processes of the local stack, in the order in which they start. */
public enum ProcessName {
    KAFKA("kafka", PortName.KAFKA),
    POSTGRES("postgres", PortName.POSTGRES),
    EMULATOR("azure-emulator", PortName.EMULATOR),
    AUDIT("audit-service", PortName.AUDIT),
    REQUEST("request-service", PortName.REQUEST),
    APPROVAL("approval-service", PortName.APPROVAL),
    ENFORCER("enforcer-service", PortName.ENFORCER),
    EXPIRY("expiry-service", PortName.EXPIRY),
    SWEEPER("sweeper", PortName.SWEEPER),
    PORTAL("portal", PortName.PORTAL);

    private final String text;
    private final PortName port;

    ProcessName(String text, PortName port) {
        this.text = text;
        this.port = port;
    }

    /** Its name for people, and the name of its module, log and pid file. */
    public String text() {
        return text;
    }

    /** Where it listens. */
    public PortName port() {
        return port;
    }

    /** What the services stand on: broker, database and the stand-in for Azure. */
    public static List<ProcessName> foundations() {
        return List.of(KAFKA, POSTGRES, EMULATOR);
    }

    /** The services, the sweeper and the portal. */
    public static List<ProcessName> services() {
        return List.of(AUDIT, REQUEST, APPROVAL, ENFORCER, EXPIRY, SWEEPER, PORTAL);
    }

    /** Finds a process by its name, with or without the ending of a service. */
    public static Optional<ProcessName> named(String name) {
        return Arrays.stream(values())
                .filter(process -> process.text.equals(name)
                        || process.text.equals(name + "-service")
                        || process.text.equals("azure-" + name))
                .findFirst();
    }
}
