package io.postern.approval;

import io.postern.contracts.id.EventId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A bot of the tests' own: it signs whatever it is told to. */
public record Bot(String name, String instance, PublicJsonWebKey key) {
    public static final String DECISION = "postern-decision+jwt";
    public static final String ENROLMENT = "postern-enrolment+jwt";

    public static PublicJsonWebKey newKey(String kid) {
        try {
            PublicJsonWebKey key = OkpJwkGenerator.generateJwk("Ed25519");
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The registration of bots in the form of the file. */
    public static String registration(Bot... bots) {
        StringBuilder list = new StringBuilder();
        for (Bot bot : bots) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"name\":\"%s\",\"keys\":[%s]}"
                            .formatted(bot.name, bot.key.toJson(OutputControlLevel.PUBLIC_ONLY)));
        }
        return "[" + list + "]";
    }

    public Map<String, Object> decision(
            RequestId request, String digest, String verdict, PersonId approver, String account, Instant now) {
        Map<String, Object> claims = base(account, now, 120);
        claims.put("sub", request.value());
        claims.put("digest", digest);
        claims.put("verdict", verdict);
        claims.put("approver", new LinkedHashMap<>(Map.of("tenant", approver.tenant(), "oid", approver.oid())));
        claims.put("reason", "planned work");
        return claims;
    }

    public String enrolment(String account, Instant now) {
        return signed(ENROLMENT, base(account, now, 600), _ -> {});
    }

    public String signed(String type, Map<String, Object> claims, Consumer<JsonWebSignature> change) {
        return signed(type, JsonUtil.toJson(claims), change);
    }

    public String signed(String type, String payload, Consumer<JsonWebSignature> change) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(payload);
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setHeader("typ", type);
        jws.setAlgorithmHeaderValue(key instanceof EllipticCurveJsonWebKey ? "ES256" : "EdDSA");
        change.accept(jws);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> base(String account, Instant now, long seconds) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "postern-bot/" + name);
        claims.put("aud", "postern-approval/" + instance);
        claims.put("jti", EventId.next().value());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + seconds);
        claims.put("account", account);
        return claims;
    }
}
