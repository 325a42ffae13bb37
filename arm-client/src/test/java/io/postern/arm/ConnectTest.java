package io.postern.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.postern.arm.StubServer.Reply;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path dir;

    private SSLContext before;
    private StubServer azure;
    private final AtomicInteger tokenStatus = new AtomicInteger(200);

    @BeforeEach
    void start() throws Exception {
        before = SSLContext.getDefault();
        SSLContext tls = tls();
        SSLContext.setDefault(tls);
        HttpsServer server = HttpsServer.create(StubServer.loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        azure = StubServer.start(server, "https", this::answer);
        Files.writeString(dir.resolve("secret"), "s3cret\n");
    }

    @AfterEach
    void stop() {
        azure.close();
        SSLContext.setDefault(before);
    }

    @Test
    void theTokenOfTheServicePrincipalIsAskedOnceAndSentWithEveryCall() {
        ArmClient client = connect();

        client.get("/subscriptions", "2022-12-01", Map.of());
        ArmResponse second = client.get("/subscriptions", "2022-12-01", Map.of());

        assertThat(second.status()).isEqualTo(200);
        assertThat(azure.requests().getLast().header("Authorization")).isEqualTo("Bearer t0ken");
        var tokenCalls = azure.requests().stream()
                .filter(asked -> asked.uri().startsWith("/tenant-1/oauth2/v2.0/token"))
                .toList();
        assertThat(tokenCalls).hasSize(1);
        assertThat(tokenCalls.getFirst().body())
                .contains("client_id=postern-test", "client_secret=s3cret")
                .contains("https%3A%2F%2Fmanagement.azure.com%2F.default");
        assertThat(azure.requests()).noneMatch(asked -> asked.uri().contains("discovery/instance"));
    }

    @Test
    void aRefusedTokenIsAFailureWithStatusZero() {
        tokenStatus.set(401);

        assertThatThrownBy(() -> connect().get("/subscriptions", "2022-12-01", Map.of()))
                .isInstanceOfSatisfying(
                        ArmFailure.class,
                        failure -> assertThat(failure.status()).isZero());
    }

    @Test
    void aMissingSecretFileIsToldAtOnce() {
        assertThatThrownBy(() -> ArmClient.connect(settings(dir.resolve("nowhere"))))
                .hasMessageContaining("client secret file");
    }

    private ArmClient connect() {
        return ArmClient.connect(settings(dir.resolve("secret")));
    }

    private ArmSettings settings(Path secret) {
        return new ArmSettings(
                azure.uri(),
                azure.uri(),
                "tenant-1",
                Optional.of("postern-test"),
                Optional.of(secret),
                Duration.ofSeconds(5));
    }

    private Reply answer(StubServer.Request asked) {
        if (!asked.uri().contains("/oauth2/v2.0/token")) {
            return Reply.ok("{\"value\":[]}");
        }
        return tokenStatus.get() == 200
                ? Reply.ok("{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"t0ken\"}")
                : new Reply(401, "{\"error\":\"invalid_client\",\"error_description\":\"no\"}", Map.of());
    }

    /** A throw-away certificate for localhost, made by the JDK's own tool and trusted by this test alone. */
    private SSLContext tls() throws Exception {
        Path file = dir.resolve("localhost.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }
}
