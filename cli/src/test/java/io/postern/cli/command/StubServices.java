package io.postern.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.postern.cli.stack.PortName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** All services on one port, which answer what they were told to and remember what they were asked. */
public final class StubServices implements AutoCloseable {
    public static final String TOKEN = "/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token";

    private final HttpServer server;
    private final Map<String, Function<HttpExchange, String>> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    public StubServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        on("POST", TOKEN, _ -> "{\"access_token\":\"" + access("Rita Requester") + "\"}");
    }

    /** An access token of that person. */
    public static String access(String name) {
        return jwt("{\"name\":\"" + name + "\",\"oid\":\"o-1\",\"tid\":\"t-1\",\"exp\":4102444800,"
                + "\"roles\":[\"Postern.Request\"]}");
    }

    /** A token that says this; signed by nobody. */
    public static String jwt(String claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".";
    }

    /**
     * Answers with 200 and this; one that starts with three digits and a blank has that status, and 302 leads
     * there.
     */
    public void on(String method, String path, Function<HttpExchange, String> answer) {
        answers.put(method + " " + path, answer);
    }

    public void on(String method, String path, String answer) {
        on(method, path, _ -> answer);
    }

    /** Method, path and query of each call, without those for tokens. */
    public List<String> calls() {
        return calls.stream().filter(call -> !call.contains("/token")).toList();
    }

    /** The bodies that said this, in order. */
    public List<String> bodies(String containing) {
        return bodies.stream().filter(body -> body.contains(containing)).toList();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The environment of a command that talks to these; its configuration lies in {@code home}. */
    public Map<String, String> environment(String home) {
        Map<String, String> environment = new HashMap<>();
        for (PortName name : PortName.values()) {
            environment.put(name.variable(), "" + port());
        }
        environment.put("XDG_CONFIG_HOME", home);
        environment.put("PATH", home);
        return environment;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String given = answers.getOrDefault(
                        exchange.getRequestMethod() + " " + path, _ -> "404 {\"detail\":\"Nothing at " + path + "\"}")
                .apply(exchange);
        if (given.startsWith("302 ")) {
            exchange.getResponseHeaders().add("Location", given.substring(4));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        boolean status = given.matches("(?s)[0-9]{3} .*");
        byte[] body = (status ? given.substring(4) : given).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                status ? Integer.parseInt(given.substring(0, 3)) : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
