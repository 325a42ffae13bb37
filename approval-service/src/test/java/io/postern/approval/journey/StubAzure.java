package io.postern.approval.journey;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.GROUP;
import static io.postern.approval.Requests.ONCALL;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.TENANT;
import static io.postern.approval.Roles.INITIATE;
import static io.postern.approval.Roles.READ_VM;
import static io.postern.approval.Roles.ROLE;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.postern.approval.Bot;
import io.postern.approval.Requests;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * Entra (keys, tokens) over HTTP and ARM over HTTPS. The requester holds the right on the resource group; nobody else
 * holds any. The requester is on call, and the approver in the group of approvers. Azure does not answer the first questions about {@code jump-1}, and knows no {@code gone-1}.
 */
public class StubAzure implements QuarkusTestResourceLifecycleManager {
    private static final int SILENCES = 2;
    private static final Path DEMO_POLICY = Path.of("../deploy/policy/contoso.yaml");

    private final AtomicInteger silences = new AtomicInteger(SILENCES);
    private HttpServer entra;
    private HttpsServer arm;
    private PublicJsonWebKey tokenKey;

    @Override
    public Map<String, String> start() {
        try {
            Path dir = Files.createTempDirectory("approval-journey");
            tokenKey = RsaJwkGenerator.generateJwk(2048);
            tokenKey.setKeyId("entra-1");
            PublicJsonWebKey signingKey = OkpJwkGenerator.generateJwk("Ed25519");
            signingKey.setKeyId("approval-1");
            Path keyFile = Files.writeString(
                    dir.resolve("signing.jwk"), signingKey.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            Path secret = Files.writeString(dir.resolve("secret"), "s3cret");
            Path policy = Files.copy(DEMO_POLICY, dir.resolve("policy.yaml"));
            SSLContext tls = LocalTls.trustedByThisProcess(dir);
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            entra = HttpServer.create(anyPort, 0);
            arm = HttpsServer.create(anyPort, 0);
            arm.setHttpsConfigurator(new HttpsConfigurator(tls));
            for (HttpServer server : new HttpServer[] {entra, arm}) {
                server.createContext("/", this::handle);
                server.start();
            }
            Bot sample = new Bot("sample", "test", Bot.newKey("sample-1"));
            Bot other = new Bot("other", "test", Bot.newKey("other-1"));
            return Map.ofEntries(
                    Map.entry("quarkus.oidc.auth-server-url", issuer()),
                    Map.entry("postern.instance", "test"),
                    Map.entry("postern.approval.signing-key-file", keyFile.toString()),
                    Map.entry("postern.approval.policy-file", policy.toString()),
                    Map.entry(
                            "postern.approval.bots-file",
                            Files.writeString(dir.resolve("bots.json"), Bot.registration(sample, other))
                                    .toString()),
                    Map.entry("postern.approval.bot-decisions-per-minute", "12"),
                    Map.entry("test.bot.sample", sample.key().toJson(OutputControlLevel.INCLUDE_PRIVATE)),
                    Map.entry("test.bot.other", other.key().toJson(OutputControlLevel.INCLUDE_PRIVATE)),
                    Map.entry("postern.azure.arm-endpoint", azure()),
                    Map.entry("postern.azure.graph-endpoint", azure()),
                    Map.entry("postern.azure.authority-host", azure()),
                    Map.entry("postern.azure.tenant", TENANT),
                    Map.entry("postern.azure.client-id", "postern-approval"),
                    Map.entry("postern.azure.client-secret-file", secret.toString()),
                    Map.entry("test.issuer", issuer()),
                    Map.entry("test.token-key", tokenKey.toJson(OutputControlLevel.INCLUDE_PRIVATE)),
                    Map.entry("test.approval-key", signingKey.toJson(OutputControlLevel.PUBLIC_ONLY)));
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String issuer() {
        return "http://localhost:" + entra.getAddress().getPort() + "/" + TENANT + "/v2.0";
    }

    private String azure() {
        return "https://localhost:" + arm.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String asked = URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8);
        boolean silent = asked.contains("jump-1") && silences.getAndDecrement() > 0;
        byte[] body =
                (silent ? "{\"error\":{\"code\":\"ServerBusy\"}}" : answer(asked)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        int status = asked.contains("gone-1") ? 404 : 200;
        exchange.sendResponseHeaders(silent ? 503 : status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String answer(String asked) {
        if (asked.contains("openid-configuration")) {
            return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\",\"token_endpoint\":\"%s/token\"}"
                    .formatted(issuer(), issuer(), issuer());
        }
        if (asked.endsWith("/keys")) {
            return new JsonWebKeySet(tokenKey).toJson(OutputControlLevel.PUBLIC_ONLY);
        }
        if (asked.contains("/oauth2/v2.0/token")) {
            return "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"t0ken\"}";
        }
        if (asked.startsWith(ROLE)) {
            return "{\"properties\":{\"permissions\":[{\"actions\":[\"%s\",\"%s\"],\"notActions\":[]}]}}"
                    .formatted(INITIATE, READ_VM);
        }
        if (asked.contains("/getMemberGroups")) {
            boolean approver = Stream.of(APPROVER, SECOND_APPROVER, Requests.person(8))
                    .anyMatch(person -> asked.contains(person.oid()));
            String group = approver ? APPROVERS : asked.contains(REQUESTER.oid()) ? ONCALL : "nobody";
            return "{\"value\":[\"" + group + "\"]}";
        }
        if (asked.contains("gone-1")) {
            return "{\"error\":{\"code\":\"ResourceNotFound\"}}";
        }
        boolean requester = asked.contains("assignedTo('" + REQUESTER.oid() + "')");
        return requester ? "{\"value\":[" + assignment() + "]}" : "{\"value\":[]}";
    }

    private static String assignment() {
        return """
                {"properties":{"scope":"%s","roleDefinitionId":"%s","principalId":"%s","principalType":"User"}}""".formatted(GROUP, ROLE, REQUESTER.oid());
    }

    @Override
    public void stop() {
        entra.stop(0);
        arm.stop(0);
    }
}
