package io.postern.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.postern.cli.stack.Addresses;
import io.postern.cli.stack.Layout;
import io.postern.cli.stack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A verdict says what it is about: what was shown. */
class DecidingTest {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Postern postern;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (exchange.getRequestMethod().equals("POST")) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            String page = query.contains("after=01A")
                    ? "{\"value\":[{\"requestId\":\"01B\",\"requestDigest\":\"second\"}]}"
                    : "{\"value\":[{\"requestId\":\"01A\",\"requestDigest\":\"first\"}],\"next\":\"01A\"}";
            byte[] answer = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Ports ports = Ports.of(Map.of(
                "POSTERN_PORT_APPROVAL", String.valueOf(server.getAddress().getPort())));
        postern = new Postern(
                new Api(), new Addresses(ports, new Layout(Path.of("target"))), new Person("somebody", _ -> "token"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theDigestOfWhatWasShownGoesWithTheVerdict() {
        JsonNode shown = postern.waitingFor("01B");

        postern.decide("01B", shown, "approve", "fine", Less.NONE);

        assertThat(bodies).singleElement().asString().contains("\"requestDigest\":\"second\"");
    }

    @Test
    void whatDoesNotWaitIsDecidedWithoutOneForTheServiceToExplain() {
        JsonNode shown = postern.waitingFor("01C");

        assertThat(shown.isMissingNode()).isTrue();
        postern.decide("01C", shown, "deny", "no", Less.NONE);
        assertThat(bodies).singleElement().asString().doesNotContain("requestDigest");
    }
}
