package io.postern.cli.stack;

import java.net.URI;
import java.nio.file.Path;

/** Where the parts of a stack are reached. */
public record Addresses(Ports ports, Layout layout) {
    /** The base address of anything that speaks HTTP. */
    public URI http(PortName name) {
        return URI.create("http://127.0.0.1:" + ports.of(name));
    }

    /** The address of a process as people write it. */
    public String of(ProcessName process) {
        return switch (process) {
            case KAFKA -> "127.0.0.1:" + ports.of(PortName.KAFKA);
            case POSTGRES -> "jdbc:postgresql://127.0.0.1:" + ports.of(PortName.POSTGRES) + "/";
            default -> http(process.port()).toString();
        };
    }

    /** ARM and Entra over HTTPS, as Azure's clients insist on. */
    public URI azure() {
        return URI.create("https://localhost:" + ports.of(PortName.EMULATOR_HTTPS));
    }

    /** Where people open the portal in a browser. */
    public URI portal() {
        return URI.create("http://localhost:" + ports.of(PortName.PORTAL));
    }

    /** request-service over HTTPS, for clients that send tokens nowhere else. */
    public URI requestHttps() {
        return URI.create("https://localhost:" + ports.of(PortName.REQUEST_HTTPS));
    }

    /** The issuer of the demo people's tokens. */
    public URI issuer() {
        return http(PortName.EMULATOR).resolve("/" + DemoWorld.TENANT + "/v2.0");
    }

    /** Where tokens are asked for. */
    public URI tokenEndpoint() {
        return http(PortName.EMULATOR).resolve("/" + DemoWorld.TENANT + "/oauth2/v2.0/token");
    }

    /** The folder in which audit-service publishes its log. */
    public Path auditLog() {
        return layout.auditLog();
    }

    /** The key that checks the log. */
    public Path auditPublicKey() {
        return layout.auditPublicKey();
    }
}
