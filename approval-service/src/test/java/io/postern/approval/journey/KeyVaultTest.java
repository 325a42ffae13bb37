package io.postern.approval.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.postern.approval.adapter.jws.KeyVaultSigner;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTPS, against an end that signs with a P-256 key as Azure Key Vault does. */
class KeyVaultTest {
    private static final String KEY = "/keys/approvals/0123456789abcdef0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
    private static final CountDownLatch OVER = new CountDownLatch(1);

    @TempDir
    private static Path dir;

    private static HttpsServer vault;
    private static PublicJsonWebKey key;
    private static volatile String mood = "";

    @BeforeAll
    static void start() throws Exception {
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        vault = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vault.setHttpsConfigurator(new HttpsConfigurator(LocalTls.trustedByThisProcess(dir)));
        vault.createContext("/", KeyVaultTest::handle);
        vault.setExecutor(task -> Thread.ofVirtual().start(task));
        vault.start();
        Files.writeString(dir.resolve("secret"), "s3cret");
    }

    @AfterAll
    static void stop() {
        OVER.countDown();
        vault.stop(0);
    }

    @BeforeEach
    void calm() {
        mood = "";
        SEEN.clear();
    }

    @Test
    void theVaultsSignatureMakesAJwsThatVerifies() throws Exception {
        String compact = signer(Duration.ofSeconds(10)).compact("postern-approval+jwt", "{\"jti\":\"x\"}");

        JsonWebSignature jws = (JsonWebSignature) JsonWebSignature.fromCompactSerialization(compact);
        jws.setKey(key.getPublicKey());
        assertThat(jws.verifySignature()).isTrue();
        assertThat(jws.getPayload()).isEqualTo("{\"jti\":\"x\"}");
        JsonNode header = JSON.readTree(jws.getHeaders().getFullHeaderAsJsonString());
        assertThat(header)
                .isEqualTo(JSON.createObjectNode()
                        .put("alg", "ES256")
                        .put("kid", url() + KEY)
                        .put("typ", "postern-approval+jwt"));
        assertThat(SEEN).containsExactly("token for vault", "signed");
        assertThat(signer(Duration.ofSeconds(10)).isAtHand()).isFalse();
    }

    @Test
    void aVaultThatIsBusyWrongOrSilentGivesNoSignatureAndIsAskedOnce() {
        KeyVaultSigner signer = signer(Duration.ofSeconds(10));
        for (String each : List.of("429", "500", "403", "short", "empty")) {
            SEEN.clear();
            mood = each;
            assertThatThrownBy(() -> signer.compact("t", "{}")).as(each).isInstanceOf(RuntimeException.class);
            assertThat(SEEN.stream().filter(each::equals)).as(each).hasSize(1);
        }
        mood = "silent";
        assertThatThrownBy(() -> signer(Duration.ofMillis(500)).compact("t", "{}"))
                .isInstanceOf(RuntimeException.class);
        mood = "";
        assertThat(signer.compact("t", "{}")).isNotEmpty();
    }

    @Test
    void aKeyWithoutItsVersionIsNotTaken() {
        for (String id :
                List.of("/keys/approvals", "/secrets/a/0123456789abcdef0123456789abcdef", KEY + "/", KEY + "?x=1")) {
            assertThatThrownBy(() -> new KeyVaultSigner(URI.create(url() + id), pipeline(Duration.ofSeconds(1))))
                    .hasMessageContaining("POSTERN_APPROVAL_KEY_VAULT_KEY");
        }
    }

    private static KeyVaultSigner signer(Duration timeout) {
        return new KeyVaultSigner(URI.create(url() + KEY), pipeline(timeout));
    }

    private static HttpPipeline pipeline(Duration timeout) {
        return ArmClient.connect(new ArmSettings(
                        URI.create(url()),
                        URI.create(url()),
                        "11111111-1111-1111-1111-111111111111",
                        Optional.of("postern-approval"),
                        Optional.of(dir.resolve("secret")),
                        timeout,
                        URI.create("https://vault.azure.net")))
                .pipeline();
    }

    private static String url() {
        return "https://localhost:" + vault.getAddress().getPort();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/oauth2/v2.0/token")) {
            boolean forVault =
                    URLDecoder.decode(body, StandardCharsets.UTF_8).contains("https://vault.azure.net/.default");
            SEEN.add(forVault ? "token for vault" : "token for something else");
            answer(exchange, 200, "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"t0ken\"}");
            return;
        }
        boolean right = path.equals(KEY + "/sign")
                && exchange.getRequestMethod().equals("POST")
                && String.valueOf(exchange.getRequestURI().getQuery()).matches("api-version=7\\.\\d")
                && "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && JSON.readTree(body).path("alg").asText().equals("ES256");
        SEEN.add(!right ? "not understood: " + exchange.getRequestURI() : mood.isEmpty() ? "signed" : mood);
        switch (mood) {
            case "429", "500", "403" ->
                answer(exchange, Integer.parseInt(mood), "{\"error\":{\"code\":\"Sorry\",\"message\":\"no\"}}");
            case "short" -> answer(exchange, 200, result(new byte[3]));
            case "empty" -> answer(exchange, 200, "{}");
            case "silent" -> {
                try {
                    OVER.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            default ->
                answer(exchange, right ? 200 : 400, right ? result(signature(JSON.readTree(body))) : "{\"error\":{}}");
        }
    }

    private static byte[] signature(JsonNode asked) {
        try {
            Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
            signature.initSign(key.getPrivateKey());
            signature.update(Base64.getUrlDecoder().decode(asked.path("value").asText()));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String result(byte[] signature) {
        return "{\"kid\":\"" + url() + KEY + "\",\"value\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature) + "\"}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
