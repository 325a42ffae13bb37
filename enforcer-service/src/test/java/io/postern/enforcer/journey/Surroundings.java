package io.postern.enforcer.journey;

import com.sun.net.httpserver.HttpServer;
import io.postern.emulator.AzureEmulator;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.LocalCertificate;
import io.postern.emulator.entra.Audience;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Azure over HTTPS in the demo world, a sweeper that is alive, a request-service, and the keys of an approval-service. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    private AzureEmulator emulator;
    private HttpServer sweeper;
    private FakeRequestService requests;

    @Override
    public Map<String, String> start() {
        try {
            Path dir = Files.createTempDirectory("enforcer");
            LocalCertificate certificate = LocalCertificate.in(dir);
            LocalTls.trust(certificate);
            Path secret = Files.writeString(dir.resolve("secret"), "s3cret\n");
            emulator = AzureEmulator.start(EmulatorSettings.forTests()
                    .withHttps(certificate.keyStore(), certificate.password())
                    .withPrincipals(Map.of("postern-enforcer", "s3cret")));
            sweeper = heartbeat();
            requests = new FakeRequestService();
            Map<String, String> settings = new HashMap<>(TestKeys.in(dir));
            String https = emulator.httpsUri().orElseThrow().toString();
            settings.put("postern.instance", "demo");
            settings.put("postern.azure.arm-endpoint", https);
            settings.put("postern.azure.authority-host", https);
            settings.put("postern.azure.tenant", emulator.tenant());
            settings.put("postern.azure.subscriptions", "00000000-0000-0000-0000-000000000001");
            settings.put("postern.azure.client-id", "postern-enforcer");
            settings.put("postern.azure.client-secret-file", secret.toString());
            settings.put(
                    "postern.enforcer.sweeper-url",
                    "http://127.0.0.1:" + sweeper.getAddress().getPort());
            settings.put("postern.enforcer.request-url", requests.uri());
            settings.put("test.requests", requests.uri());
            settings.put("quarkus.oidc.auth-server-url", emulator.httpUri() + "/" + emulator.tenant() + "/v2.0");
            settings.put("test.azure", emulator.httpUri().toString());
            settings.put("test.token.azure", emulator.token("admin", Audience.AZURE));
            for (String who : new String[] {"postern-request", "requester", "admin"}) {
                settings.put("test.token." + who, emulator.token(who, Audience.POSTERN));
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException("the surroundings did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the surroundings did not start", e);
        }
    }

    private static HttpServer heartbeat() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/api/v1/heartbeat", exchange -> {
            byte[] body = ("{\"lastPass\":\"" + Instant.now() + "\",\"removed\":0}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Override
    public void stop() {
        requests.stop();
        sweeper.stop(0);
        emulator.close();
    }
}
