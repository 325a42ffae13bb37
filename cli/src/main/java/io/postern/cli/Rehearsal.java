package io.postern.cli;

import com.sun.net.httpserver.HttpServer;
import io.postern.cli.stack.PortName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes once through what commands mostly do, against answers of its own: for the archive of loaded classes that makes them
 * start quickly. Nothing outside of this process hears of it.
 */
public final class Rehearsal {
    private static final String REQUEST =
            "{\"id\":\"01K\",\"state\":\"open\",\"targets\":[{\"vm\":\"/x/web-1\",\"ports\":[22]}],"
                    + "\"sources\":[\"203.0.113.7/32\"],\"endsAt\":\"2026-01-01T00:00:00Z\",\"grants\":[],"
                    + "\"timeline\":[{\"at\":\"2026-01-01T00:00:00Z\",\"what\":\"open\",\"detail\":\"\"}]}";
    private static final String VM = "{\"id\":\"/x/web-1\",\"name\":\"web-1\",\"ports\":[{\"port\":22}]}";

    private static final List<String> LINES = List.of(
            "--version",
            "--help",
            "help",
            "request --help",
            "frobnicate",
            "list",
            "list --json",
            "list --pending",
            "show 01K",
            "vms",
            "whoami",
            "ensure web-1 --port 22",
            "request --vm web-1 --port 22 --for 1h --reason rehearsal --wait");

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            rehearse(server.getAddress().getPort());
        } finally {
            // It would go on for ever otherwise.
            server.stop(0);
        }
    }

    private static void rehearse(int port) {
        Map<String, String> environment = new HashMap<>();
        for (PortName name : PortName.values()) {
            environment.put(name.variable(), "" + port);
        }
        environment.put("XDG_CONFIG_HOME", System.getProperty("java.io.tmpdir") + "/postern-rehearsal-of-nobody");
        for (String line : LINES) {
            String[] words = line.split(" ", -1);
            Main.commandLine(environment, words).execute(words);
        }
    }

    private static String answer(String method, String path) {
        return switch (path) {
            case "/api/v1/access-requests" -> method.equals("GET") ? "{\"value\":[" + REQUEST + "]}" : REQUEST;
            case "/api/v1/virtual-machines" -> "{\"value\":[" + VM + "]}";
            case "/api/v1/approvals" -> "{\"value\":[]}";
            default -> path.endsWith("/token") ? "{\"access_token\":\"a.e30.c\"}" : REQUEST;
        };
    }
}
