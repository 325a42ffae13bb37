package io.postern.request;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** An issuer of the test's own: OpenID metadata, keys, and tokens good and bad. */
public class TestIdentity implements QuarkusTestResourceLifecycleManager {
    static final String TENANT = "11111111-1111-1111-1111-111111111111";
    static final String APPROVERS = "33333333-0000-0000-0000-000000000001";
    private static final RsaJsonWebKey KEY = key("test-key");
    private static final RsaJsonWebKey STRANGERS_KEY = key("test-key");
    private static String issuer = "";

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + TENANT + "/v2.0";
        server.createContext(
                "/" + TENANT + "/v2.0/.well-known/openid-configuration",
                exchange -> answer(exchange, """
                {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/authorize",
                 "token_endpoint":"%1$s/token"}""".formatted(issuer)));
        server.createContext(
                "/" + TENANT + "/v2.0/keys", exchange -> answer(exchange, new JsonWebKeySet(KEY).toJson()));
        server.start();
        return Map.of(
                "quarkus.oidc.auth-server-url",
                issuer,
                "postern.request.approver-group",
                APPROVERS,
                "quarkus.http.test-port",
                "0");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** One of the demo world's people, {@code number} 1 to 6. */
    static String person(int number, String name, List<String> roles, List<String> groups) {
        return sign(claims(number, name, roles, groups), KEY.getPrivateKey());
    }

    static String requester() {
        return person(1, "Requester", List.of("Postern.Request"), List.of());
    }

    static String approver() {
        return person(2, "Approver", List.of("Postern.Request"), List.of(APPROVERS));
    }

    static String admin() {
        return person(4, "Admin", List.of("Postern.Configure", "Postern.Request", "Postern.Read"), List.of());
    }

    static String auditor() {
        return person(5, "Auditor", List.of("Postern.Read"), List.of());
    }

    static String outsider() {
        return person(6, "Outsider", List.of(), List.of());
    }

    /** A requester whose token says more about how the person was authenticated. */
    static String authenticated(List<String> amr, List<String> acrs) {
        JwtClaims claims = claims(1, "Requester", List.of("Postern.Request"), List.of());
        claims.setStringListClaim("amr", amr);
        claims.setStringListClaim("acrs", acrs);
        return sign(claims, KEY.getPrivateKey());
    }

    static String expired() {
        JwtClaims claims = claims(1, "Requester", List.of(), List.of());
        claims.setExpirationTime(
                NumericDate.fromSeconds(now().minus(Duration.ofMinutes(1)).getEpochSecond()));
        return sign(claims, KEY.getPrivateKey());
    }

    static String forAnotherService() {
        JwtClaims claims = claims(1, "Requester", List.of(), List.of());
        claims.setAudience("https://management.azure.com");
        return sign(claims, KEY.getPrivateKey());
    }

    static String fromAnotherIssuer() {
        JwtClaims claims = claims(1, "Requester", List.of(), List.of());
        claims.setIssuer("https://login.example.com/v2.0");
        return sign(claims, KEY.getPrivateKey());
    }

    static String signedByAStranger() {
        return sign(claims(1, "Requester", List.of(), List.of()), STRANGERS_KEY.getPrivateKey());
    }

    static String unsigned() {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims(1, "Requester", List.of(), List.of()).toJson());
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue("none");
        return compact(jws);
    }

    /** The public key taken for a shared secret. */
    static String signedWithThePublicKey() {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims(1, "Requester", List.of(), List.of()).toJson());
        jws.setKeyIdHeaderValue("test-key");
        jws.setAlgorithmHeaderValue("HS256");
        jws.setKey(new HmacKey(KEY.getPublicKey().getEncoded()));
        return compact(jws);
    }

    static String nameless() {
        JwtClaims claims = claims(1, "Requester", List.of(), List.of());
        claims.unsetClaim("oid");
        return sign(claims, KEY.getPrivateKey());
    }

    private static JwtClaims claims(int number, String name, List<String> roles, List<String> groups) {
        JwtClaims claims = new JwtClaims();
        String oid = "22222222-0000-0000-0000-00000000000" + number;
        claims.setIssuer(issuer);
        claims.setAudience("api://postern");
        claims.setSubject(oid);
        claims.setClaim("tid", TENANT);
        claims.setClaim("oid", oid);
        claims.setClaim("name", name);
        claims.setStringListClaim("roles", roles);
        claims.setStringListClaim("groups", groups);
        claims.setIssuedAt(
                NumericDate.fromSeconds(now().minus(Duration.ofMinutes(5)).getEpochSecond()));
        claims.setExpirationTime(
                NumericDate.fromSeconds(now().plus(Duration.ofHours(1)).getEpochSecond()));
        return claims;
    }

    private static String sign(JwtClaims claims, PrivateKey key) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKeyIdHeaderValue("test-key");
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKey(key);
        return compact(jws);
    }

    private static String compact(JsonWebSignature jws) {
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Instant now() {
        return Instant.now();
    }
}
