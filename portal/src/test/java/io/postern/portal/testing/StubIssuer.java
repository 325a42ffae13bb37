package io.postern.portal.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** An OpenID Connect issuer at which whoever the test names signs in at once; it checks codes, PKCE and the client. */
public final class StubIssuer {
    public static final String CLIENT = "postern-portal";
    public static final String SECRET = "the-secret-of-the-portal-in-tests-only";

    private record Sign(Who who, Map<String, String> query) {}

    private final URI address;
    private final RsaJsonWebKey key;
    private final Map<String, Sign> codes = new ConcurrentHashMap<>();
    private final Map<String, Who> refreshes = new ConcurrentHashMap<>();
    private final List<Map<String, String>> authorizations = new ArrayList<>();
    private final List<Map<String, String>> tokenCalls = new ArrayList<>();
    private volatile Who next = Who.REQUESTER;
    private volatile Duration life = Duration.ofMinutes(30);
    private volatile Duration identityLife = life;
    private volatile String refusal = "";
    private volatile boolean turnsBack;

    StubIssuer(URI address) throws Exception {
        this.address = address;
        this.key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("test");
        key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    /** Who signs in at the next visit. */
    public void next(Who who) {
        next = who;
    }

    /** Who comes next changes their mind. */
    public void turnsBack() {
        turnsBack = true;
    }

    /** How long access tokens are good from now on. */
    public void life(Duration life) {
        this.life = life;
        this.identityLife = life;
    }

    /** How long ID tokens are good from now on, where that differs. */
    public void identityLife(Duration life) {
        this.identityLife = life;
    }

    /** The error that refreshes are refused with from now on; none if empty. */
    public void refusesRefreshes(String error) {
        refusal = error;
    }

    /** The queries that browsers came with, oldest first. */
    public synchronized List<Map<String, String>> authorizations() {
        return List.copyOf(authorizations);
    }

    public synchronized List<Map<String, String>> tokenCalls() {
        return List.copyOf(tokenCalls);
    }

    void handle(HttpExchange call) throws IOException {
        try {
            String path = call.getRequestURI().getPath();
            switch (path.substring("/issuer".length())) {
                case "/.well-known/openid-configuration" -> Http.json(call, 200, configuration());
                case "/jwks" ->
                    Http.json(call, 200, "{\"keys\":[" + key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}");
                case "/authorize" -> authorize(call);
                case "/token" -> token(call);
                case "/logout" ->
                    Http.redirect(call, form(call.getRequestURI().getRawQuery()).get("post_logout_redirect_uri"));
                default -> Http.json(call, 404, "{}");
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private String configuration() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/jwks","end_session_endpoint":"%1$s/logout",
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(address);
    }

    private synchronized void authorize(HttpExchange call) throws IOException {
        Map<String, String> query = form(call.getRequestURI().getRawQuery());
        authorizations.add(query);
        if (turnsBack) {
            turnsBack = false;
            Http.redirect(call, query.get("redirect_uri") + "?error=access_denied&state=" + query.get("state"));
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, new Sign(next, query));
        Http.redirect(call, query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
    }

    private void token(HttpExchange call) throws Exception {
        Map<String, String> form = form(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        synchronized (this) {
            tokenCalls.add(form);
        }
        String basic = call.getRequestHeaders().getFirst("Authorization");
        String expected =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean known = expected.equals(basic) || SECRET.equals(form.get("client_secret"));
        if (known && "refresh_token".equals(form.get("grant_type"))) {
            if (!refusal.isEmpty()) {
                Http.json(call, 401, "{\"error\":\"" + refusal + "\"}");
                return;
            }
            Who who = refreshes.remove(form.getOrDefault("refresh_token", ""));
            if (who != null) {
                answer(call, who, null);
                return;
            }
        } else if (known) {
            Sign sign = codes.remove(form.getOrDefault("code", ""));
            if (sign != null
                    && challenge(form.get("code_verifier")).equals(sign.query().get("code_challenge"))) {
                answer(call, sign.who(), sign.query().get("nonce"));
                return;
            }
        }
        Http.json(call, 400, "{\"error\":\"invalid_grant\"}");
    }

    private void answer(HttpExchange call, Who who, String nonce) throws Exception {
        String refresh = "refresh-" + UUID.randomUUID();
        refreshes.put(refresh, who);
        JwtClaims id = claims(who, CLIENT, identityLife);
        if (nonce != null) {
            id.setClaim("nonce", nonce);
        }
        JwtClaims access = claims(who, "api://postern", life);
        access.setClaim("roles", who.roles());
        Http.json(
                call,
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\",\"id_token\":\"%s\",\"refresh_token\":\"%s\"}"
                        .formatted(life.toSeconds(), sign(access), sign(id), refresh));
    }

    private JwtClaims claims(Who who, String audience, Duration good) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(address.toString());
        claims.setAudience(audience);
        claims.setSubject(who.id());
        claims.setClaim("oid", who.id());
        claims.setClaim("tid", "contoso");
        claims.setClaim("name", who.name());
        claims.setClaim("preferred_username", who.account());
        claims.setIssuedAtToNow();
        claims.setExpirationTime(NumericDate.fromMilliseconds(System.currentTimeMillis() + good.toMillis()));
        claims.setGeneratedJwtId();
        return claims;
    }

    private String sign(JwtClaims claims) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue("test");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return jws.getCompactSerialization();
    }

    private static String challenge(String verifier) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : String.valueOf(text).split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        field.substring(0, equals),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
