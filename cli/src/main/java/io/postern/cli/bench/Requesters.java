package io.postern.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Many people who may ask: their tokens are signed with the emulator's own key, as if it had issued them. */
final class Requesters {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final RSAPrivateCrtKey key;
    private final String keyId;
    private final URI issuer;
    private final String tenant;

    Requesters(Path signingKey, URI issuer, String tenant) {
        this.issuer = issuer;
        this.tenant = tenant;
        try {
            JsonNode jwk = new ObjectMapper().readTree(Files.readString(signingKey));
            this.keyId = jwk.path("kid").asText();
            this.key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new RSAPrivateCrtKeySpec(
                            number(jwk, "n"),
                            number(jwk, "e"),
                            number(jwk, "d"),
                            number(jwk, "p"),
                            number(jwk, "q"),
                            number(jwk, "dp"),
                            number(jwk, "dq"),
                            number(jwk, "qi")));
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailure("The emulator's signing key cannot be read: " + e.getMessage(), e);
        }
    }

    List<String> tokens(int people, Instant now) {
        return IntStream.range(0, people)
                .parallel()
                .mapToObj(person -> token(person, now))
                .toList();
    }

    static String oid(int person) {
        return String.format(Locale.ROOT, "44444444-0000-0000-0000-%012d", person);
    }

    private String token(int person, Instant now) {
        String oid = oid(person);
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + keyId + "\"}";
        String claims = String.format(
                Locale.ROOT,
                "{\"iss\":\"%s\",\"aud\":\"api://postern\",\"tid\":\"%s\",\"oid\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"nbf\":%d,"
                        + "\"exp\":%d,\"ver\":\"2.0\",\"name\":\"Person %d\",\"groups\":[],\"amr\":[\"pwd\",\"mfa\"],"
                        + "\"roles\":[\"Postern.Request\"]}",
                issuer,
                tenant,
                oid,
                oid,
                now.getEpochSecond(),
                now.getEpochSecond(),
                now.plusSeconds(7_200).getEpochSecond(),
                person);
        String signed = text(header) + "." + text(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new CommandFailure("A token could not be signed: " + e.getMessage(), e);
        }
    }

    private static String text(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static BigInteger number(JsonNode jwk, String field) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(field).asText()));
    }
}
