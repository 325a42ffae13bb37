package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.api.People;
import io.postern.cli.api.TokenClaims;
import io.postern.cli.stack.PortName;
import io.postern.emulator.AzureEmulator;
import io.postern.emulator.EmulatorSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Signing in at the emulator, which does what Entra does. */
class EmulatorSignInTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path dir;

    private AzureEmulator entra;

    @BeforeEach
    void start() throws IOException {
        entra = AzureEmulator.start(EmulatorSettings.forTests());
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    @Test
    void aPersonSignsInInABrowserAndTheSignInIsRenewedWhenItIsOver() throws Exception {
        CompletableFuture<Integer> exit = running("sign-in", "--json");
        pick(field("open"), "who=requester");
        assertThat(exit.get(20, TimeUnit.SECONDS)).as(err.toString()).isZero();

        assertThat(run("whoami")).isZero();
        assertThat(out.toString()).contains("Postern.");
        String refresh = kept().path("refresh").asText();
        over();
        assertThat(run("whoami")).isZero();
        assertThat(kept().path("refresh").asText()).isNotEqualTo(refresh).isNotEmpty();
    }

    @Test
    void claimsThatAServiceAsksForComeWithTheToken() throws Exception {
        CompletableFuture<Integer> exit = running("sign-in", "--json", "--claims", People.SEVERAL_FACTORS);
        pick(field("open"), "who=requester&confirmed=yes");
        assertThat(exit.get(20, TimeUnit.SECONDS)).as(err.toString()).isZero();
        assertThat(TokenClaims.of(kept().path("access").asText())
                        .claims()
                        .path("amr")
                        .toString())
                .contains("mfa");
    }

    @Test
    void aCodeTypedOnAnotherScreenSignsThisOneIn() throws Exception {
        CompletableFuture<Integer> exit = running("sign-in", "--device", "--json");
        JsonNode shown = line("code");
        send(
                URI.create(shown.path("open").asText()),
                "otc=" + shown.path("code").asText() + "&who=approver");
        assertThat(exit.get(20, TimeUnit.SECONDS)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("\"profile\":\"local\"");
    }

    /** What the person does on the page: it is sent back with all its parameters. */
    private static void pick(String authorize, String picked) throws IOException, InterruptedException {
        URI page = URI.create(authorize);
        URI form = URI.create(authorize.substring(0, authorize.indexOf('?')));
        assertThat(send(form, page.getRawQuery() + "&" + picked)).isEqualTo(200);
    }

    private static int send(URI address, String form) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()) {
            return browser.send(
                            HttpRequest.newBuilder(address)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString(form))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** As if an hour had passed. */
    private void over() throws IOException {
        Path file = dir.resolve("postern/tokens.json");
        ObjectNode all = (ObjectNode) JSON.readTree(file.toFile());
        all.withObjectProperty("local").put("until", "2026-01-01T00:00:00Z");
        Files.writeString(file, all.toString());
    }

    private JsonNode kept() throws IOException {
        return JSON.readTree(dir.resolve("postern/tokens.json").toFile()).path("local");
    }

    private String field(String name) throws IOException {
        return line(name).path(name).asText();
    }

    /** The first line of the answer that has this field. */
    private JsonNode line(String field) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            List<String> lines = out.toString()
                    .lines()
                    .filter(line -> line.contains("\"" + field + "\""))
                    .toList();
            if (!lines.isEmpty() && out.toString().endsWith("\n")) {
                return JSON.readTree(lines.getFirst());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new AssertionError("Nothing was shown: " + out + err);
    }

    private CompletableFuture<Integer> running(String... arguments) {
        return CompletableFuture.supplyAsync(() -> run(arguments));
    }

    private int run(String... arguments) {
        Map<String, String> environment = new HashMap<>();
        environment.put(PortName.EMULATOR.variable(), "" + entra.httpUri().getPort());
        environment.put("XDG_CONFIG_HOME", dir.toString());
        CommandLine line = Main.commandLine(environment);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
