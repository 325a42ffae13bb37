package io.postern.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.entra.Audience;
import io.postern.emulator.entra.SigningKey;
import io.postern.emulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An emulator and somebody who calls it over HTTP. */
public final class Azure implements AutoCloseable {
    public static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
    public static final String GROUP = SUBSCRIPTION + "/resourceGroups/contoso";
    public static final String NSGS = GROUP + "/providers/Microsoft.Network/networkSecurityGroups";
    public static final String WEB = NSGS + "/web-1-nsg";
    public static final String VMS = GROUP + "/providers/Microsoft.Compute/virtualMachines";
    public static final String TENANT = "11111111-1111-1111-1111-111111111111";

    private static final Path KEY = sharedKey();

    private final AzureEmulator emulator;
    private final HttpClient http;

    private Azure(AzureEmulator emulator, HttpClient http) {
        this.emulator = emulator;
        this.http = http;
    }

    private static Path sharedKey() {
        try {
            Path directory = Files.createTempDirectory("emulator-key");
            directory.toFile().deleteOnExit();
            Path key = directory.resolve("key.jwk");
            key.toFile().deleteOnExit();
            SigningKey.in(Optional.of(key)).awaitMade();
            return key;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Azure started() {
        return started(EmulatorSettings.forTests());
    }

    public static Azure started(EmulatorSettings settings) {
        return started(settings, HttpClient.newHttpClient());
    }

    /** A client that trusts the certificate, for an emulator that has it. */
    public static Azure trusting(LocalCertificate certificate, EmulatorSettings settings) throws Exception {
        KeyStore store = KeyStore.getInstance(
                certificate.keyStore().toFile(), certificate.password().toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return started(settings, HttpClient.newBuilder().sslContext(tls).build());
    }

    private static Azure started(EmulatorSettings settings, HttpClient client) {
        try {
            return new Azure(
                    AzureEmulator.start(settings.keys().isPresent() ? settings : settings.withKeys(KEY)), client);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public AzureEmulator emulator() {
        return emulator;
    }

    /** One answer. */
    public record Answer(HttpResponse<String> raw) {
        public int status() {
            return raw.statusCode();
        }

        public JsonNode body() {
            try {
                return raw.body().isEmpty()
                        ? Json.object()
                        : Json.read(raw.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        public String code() {
            return body().path("error").path("code").asText();
        }

        public String message() {
            return body().path("error").path("message").asText();
        }
    }

    public String token(String who) {
        return emulator.token(who, Audience.AZURE);
    }

    /** A request to ARM as somebody, with an api-version and headers as name, value, name, value. */
    public Answer as(String who, String method, String path, String body, String... headers) {
        String query = path.contains("?") ? "&" : "?";
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token(who)));
        all.addAll(List.of(headers));
        return send(method, path + query + "api-version=2025-03-01", body, all.toArray(String[]::new));
    }

    public Answer get(String path, String... headers) {
        return as("admin", "GET", path, "", headers);
    }

    public Answer put(String path, JsonNode body, String... headers) {
        return as("admin", "PUT", path, body.toString(), headers);
    }

    public Answer delete(String path, String... headers) {
        return as("admin", "DELETE", path, "", headers);
    }

    /** A request as it stands; {@code path} may be a whole URL. */
    public Answer send(String method, String path, String body, String... headers) {
        URI uri = URI.create(path.startsWith("http") ? path : emulator.httpUri() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public JsonNode packet(String from, String vm, int port) {
        return send("GET", "/_emulator/packet?from=" + from + "&vm=" + vm + "&port=" + port + "&protocol=tcp", "")
                .body();
    }

    /** An inbound allow of SSH from one address, to be varied. */
    public static ObjectNode rule(int priority) {
        ObjectNode rule = Json.object();
        rule.putObject("properties")
                .put("protocol", "Tcp")
                .put("sourcePortRange", "*")
                .put("destinationPortRange", "22")
                .put("sourceAddressPrefix", "203.0.113.7/32")
                .put("destinationAddressPrefix", "10.0.1.4")
                .put("access", "Allow")
                .put("priority", priority)
                .put("direction", "Inbound");
        return rule;
    }

    /** The same rule with one property set to a text, or taken away by {@code null}. */
    public static ObjectNode ruleWith(String property, String json) {
        ObjectNode rule = rule(2000);
        ObjectNode properties = (ObjectNode) rule.path("properties");
        if (json == null) {
            properties.remove(property);
            return rule;
        }
        try {
            properties.set(property, Json.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
        return rule;
    }

    @Override
    public void close() {
        http.close();
        emulator.close();
    }
}
