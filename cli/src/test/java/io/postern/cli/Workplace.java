package io.postern.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.cli.command.StubServices;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The machine of somebody whose issuer, and all services, answer as they are told. */
final class Workplace implements AutoCloseable {
    static final String TENANT = "/11111111-1111-1111-1111-111111111111";

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final Map<String, String> asked = new HashMap<>();
    final Map<String, String> more = new HashMap<>();
    final StubServices issuer = new StubServices();
    final Path dir;

    /** With a folder of configuration. */
    Workplace(Path dir) throws IOException {
        this.dir = dir;
        String base = "http://127.0.0.1:" + issuer.port() + TENANT;
        issuer.on(
                "GET",
                TENANT + "/v2.0/.well-known/openid-configuration",
                "{\"issuer\":\"" + base
                        + "/v2.0\",\"authorization_endpoint\":\"" + base
                        + "/oauth2/v2.0/authorize\",\"token_endpoint\":\"" + base
                        + "/oauth2/v2.0/token\",\"device_authorization_endpoint\":\"" + base
                        + "/oauth2/v2.0/devicecode\"}");
        issuer.on("GET", TENANT + "/oauth2/v2.0/authorize", exchange -> {
            asked.putAll(form(exchange.getRequestURI().getRawQuery()));
            return "302 " + asked.get("redirect_uri") + "?code=c-1&state=" + asked.get("state");
        });
        issuer.on("POST", StubServices.TOKEN, _ -> tokens("Bea Browser", "r-1", 3600));
        issuer.on("GET", "/api/v1/access-requests", "{\"value\":[]}");
    }

    int signIn() throws Exception {
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> run("sign-in", "--json"));
        get(opened());
        return exit.get(20, TimeUnit.SECONDS);
    }

    /** Where the person is led to: the last line that says so. */
    URI opened() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            List<String> lines = out.toString()
                    .lines()
                    .filter(line -> line.contains("\"open\""))
                    .toList();
            if (!lines.isEmpty() && out.toString().endsWith("\n")) {
                out.getBuffer().setLength(0);
                return URI.create(new ObjectMapper()
                        .readTree(lines.getLast())
                        .path("open")
                        .asText());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new AssertionError("Nothing was opened: " + out + err);
    }

    static int get(URI address) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()) {
            return browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    String tokens(String name, String refresh, int life) {
        String nonce = more.getOrDefault("nonce", asked.getOrDefault("nonce", ""));
        return "{\"access_token\":\"" + StubServices.access(name) + "\",\"expires_in\":" + life + ",\"id_token\":\""
                + StubServices.jwt("{\"name\":\"" + name + "\",\"nonce\":\"" + nonce + "\"}") + "\""
                + (refresh.isEmpty() ? "" : ",\"refresh_token\":\"" + refresh + "\"") + "}";
    }

    static Map<String, String> form(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    int run(String... arguments) {
        Map<String, String> environment = issuer.environment(dir.toString());
        environment.putAll(more);
        CommandLine line = Main.commandLine(environment);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Override
    public void close() {
        issuer.close();
    }
}
