package io.postern.approval.adapter.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.arm.ArmSettings;
import io.postern.emulator.AzureEmulator;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.LocalCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Azure's demo world over HTTPS, whose directory a test may change. */
final class EmulatedAzure implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SSLContext before;
    private final AzureEmulator emulator;
    private final Path secret;
    private final HttpClient http = HttpClient.newHttpClient();

    /** With lists of one entry a page, so that every list has to be followed. */
    EmulatedAzure(Path dir) throws Exception {
        LocalCertificate certificate = LocalCertificate.in(dir);
        before = SSLContext.getDefault();
        SSLContext.setDefault(trusting(certificate));
        secret = Files.writeString(dir.resolve("secret"), "s3cret");
        emulator = AzureEmulator.start(EmulatorSettings.forTests()
                .withHttps(certificate.keyStore(), certificate.password())
                .withPageSize(1)
                .withPrincipals(Map.of("postern-approval", "s3cret")));
    }

    ArmSettings arm() {
        URI https = emulator.httpsUri().orElseThrow();
        return new ArmSettings(
                https,
                https,
                emulator.tenant(),
                Optional.of("postern-approval"),
                Optional.of(secret),
                Duration.ofSeconds(5));
    }

    ArmSettings graph() {
        return arm().at(arm().endpoint(), URI.create("https://graph.microsoft.com"));
    }

    /** Changes people, groups, roles or assignments. */
    void change(Consumer<ObjectNode> change) {
        ObjectNode directory = (ObjectNode) send("GET", "/_emulator/directory", "");
        change.accept(directory);
        send("PUT", "/_emulator/directory", directory.toString());
    }

    /** Denies somebody all of just-in-time access at a scope. */
    ObjectNode deny(ObjectNode directory, String scope, String principal, String type) {
        ArrayNode denials = (ArrayNode) directory.path("denyAssignments");
        String name = "denial-" + denials.size();
        ObjectNode denial = denials.addObject()
                .put("id", scope + "/providers/Microsoft.Authorization/denyAssignments/" + name)
                .put("name", name);
        ObjectNode properties =
                denial.putObject("properties").put("denyAssignmentName", name).put("scope", scope);
        properties.putArray("permissions").addObject().putArray("actions").add("Microsoft.Security/*");
        properties.putArray("principals").addObject().put("id", principal).put("type", type);
        return properties;
    }

    void faults(String orders) {
        send("PUT", "/_emulator/faults", orders);
    }

    void asBefore() {
        send("DELETE", "/_emulator/directory", "");
        send("DELETE", "/_emulator/faults", "");
    }

    int reads(String provider) {
        return send("GET", "/_emulator/counters", "")
                .path("providers")
                .path(provider)
                .path("reads")
                .asInt();
    }

    private JsonNode send(String method, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(emulator.httpUri().resolve(path))
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(LocalCertificate certificate) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificate.keyStore())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, certificate.password().toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(keys);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        }
    }

    @Override
    public void close() {
        http.close();
        emulator.close();
        SSLContext.setDefault(before);
    }
}
