package io.postern.enforcer.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmSettings;
import io.postern.emulator.AzureEmulator;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.LocalCertificate;
import io.postern.emulator.entra.Audience;
import io.postern.enforcer.adapter.azure.ArmLandscape;
import io.postern.enforcer.adapter.azure.ArmNetworkRules;
import io.postern.enforcer.adapter.azure.NetworkClients;
import io.postern.enforcer.adapter.azure.Tags;
import io.postern.enforcer.app.AzureTime;
import io.postern.enforcer.journey.LocalTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An emulator of Azure with the enforcer's own identity in it. */
final class EmulatedAzure implements AutoCloseable {
    static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    static final String CONTOSO = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/contoso/providers/";
    private static final String LOCKS = "?api-version=2020-05-01";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AzureTime NOBODY = new AzureTime() {
        @Override
        public Instant asking() {
            return Instant.EPOCH;
        }

        @Override
        public void said(Instant serverTime, Instant asked) {}
    };

    private final AzureEmulator emulator;
    private final HttpClient http = HttpClient.newHttpClient();
    final ArmLandscape landscape;
    private final ArmClient arm;
    private final URI https;

    private EmulatedAzure(UnaryOperator<EmulatorSettings> how) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory("azure");
        LocalCertificate certificate = LocalCertificate.in(dir);
        LocalTls.trust(certificate);
        Path secret = Files.writeString(dir.resolve("secret"), "s3cret\n");
        emulator = AzureEmulator.start(how.apply(EmulatorSettings.forTests()
                .withHttps(certificate.keyStore(), certificate.password())
                .withPrincipals(Map.of("postern-enforcer", "s3cret"))));
        https = emulator.httpsUri().orElseThrow();
        arm = ArmClient.connect(new ArmSettings(
                https,
                https,
                emulator.tenant(),
                Optional.of("postern-enforcer"),
                Optional.of(secret),
                Duration.ofSeconds(10)));
        landscape = new ArmLandscape(arm, List.of(SUBSCRIPTION), new Tags(List.of("env", "team")), NOBODY);
    }

    static EmulatedAzure start(UnaryOperator<EmulatorSettings> how) throws IOException, InterruptedException {
        return new EmulatedAzure(how);
    }

    /** Rules as the enforcer reads and writes them. */
    ArmNetworkRules rules(boolean flushConnections) {
        return new ArmNetworkRules(
                arm,
                new NetworkClients(arm.pipeline(), emulator.tenant(), https),
                new AzureTime() {
                    @Override
                    public Instant asking() {
                        return Instant.EPOCH;
                    }

                    @Override
                    public void said(Instant serverTime, Instant asked) {}
                },
                flushConnections,
                () -> 0.0);
    }

    /** Orders what goes wrong from now on. */
    void order(String faults) throws IOException, InterruptedException {
        send("PUT", "/_emulator/faults", faults);
    }

    /** Where its identity is asked for and ARM is. */
    int port() {
        return https.getPort();
    }

    int writes() throws IOException, InterruptedException {
        return send("GET", "/_emulator/counters?who=postern-enforcer", "")
                .at("/providers/Microsoft.Network/writes")
                .asInt();
    }

    /** Makes every read of a type fail. */
    void refuse(String type, int status) throws IOException, InterruptedException {
        send(
                "PUT",
                "/_emulator/faults",
                "{\"orders\":[{\"on\":\"read\",\"path\":\"" + type + "$\",\"times\":1000,\"status\":" + status + "}]}");
    }

    void recover() throws IOException, InterruptedException {
        send("DELETE", "/_emulator/faults", "");
    }

    void forgetCounts() throws IOException, InterruptedException {
        send("DELETE", "/_emulator/counters", "");
    }

    /** How often ARM was read since the counts were forgotten. */
    int reads(String provider) throws IOException, InterruptedException {
        return send("GET", "/_emulator/counters?who=postern-enforcer", "")
                .path("providers")
                .path(provider)
                .path("reads")
                .asInt();
    }

    JsonNode resource(String id) throws IOException, InterruptedException {
        return send("GET", arm(id), "");
    }

    void put(String id, JsonNode body) throws IOException, InterruptedException {
        send("PUT", arm(id), body.toString());
    }

    void delete(String id) throws IOException, InterruptedException {
        send("DELETE", arm(id), "");
    }

    void lock(String id, String level) throws IOException, InterruptedException {
        send("PUT", id + LOCKS, "{\"properties\":{\"level\":\"" + level + "\"}}");
    }

    void unlock(String id) throws IOException, InterruptedException {
        send("DELETE", id + LOCKS, "");
    }

    /** Whether a packet from there to a firewall's public address and port would reach a VM. */
    boolean passes(String from, String to, int port) throws IOException, InterruptedException {
        return send("GET", "/_emulator/packet?from=" + from + "&to=" + to + "&port=" + port, "")
                .path("allowed")
                .asBoolean();
    }

    private static String arm(String id) {
        return id + "?api-version=" + (id.contains("Microsoft.Compute") ? "2024-03-01" : "2025-03-01");
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(emulator.httpUri() + path))
                        .header("Authorization", "Bearer " + emulator.token("admin", Audience.AZURE))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
        emulator.close();
    }
}
