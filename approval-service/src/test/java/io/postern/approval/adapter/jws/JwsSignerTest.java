package io.postern.approval.adapter.jws;

import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.lasting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.codec.ApprovalDigest;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.RequestSubmitted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwsSignerTest {
    @TempDir
    private Path dir;

    @Test
    void anEd25519KeySignsWithEdDsa() throws Exception {
        assertSigned(OkpJwkGenerator.generateJwk("Ed25519"), "EdDSA");
    }

    @Test
    void aP256KeySignsWithEs256() throws Exception {
        assertSigned(EcJwkGenerator.generateJwk(EllipticCurves.P256), "ES256");
    }

    @Test
    void aMissingFileIsToldInOneSentence() {
        assertThatThrownBy(() -> SigningKey.read(dir.resolve("nowhere")))
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("POSTERN_APPROVAL_SIGNING_KEY_FILE")
                .hasNoCause();
    }

    @Test
    void theFirstKeyOfASetSignsAndAnotherOnePutBeforeItTakesOver() throws Exception {
        PublicJsonWebKey old = named(OkpJwkGenerator.generateJwk("Ed25519"), "old");
        PublicJsonWebKey next = named(EcJwkGenerator.generateJwk(EllipticCurves.P256), "next");
        Path file = Files.writeString(
                dir.resolve("keys.json"), new JsonWebKeySet(old, next).toJson(OutputControlLevel.INCLUDE_PRIVATE));
        JwsSigner signer = new JwsSigner(SigningKeyFile.at(file), "demo");
        assertThat(kid(signer.sign(terms(), NOW))).isEqualTo("old");

        Files.writeString(file, new JsonWebKeySet(next, old).toJson(OutputControlLevel.INCLUDE_PRIVATE) + "\n");
        Approved signed = signer.sign(terms(), NOW);
        assertThat(kid(signed)).isEqualTo("next");
        JsonWebSignature jws = (JsonWebSignature) JsonWebSignature.fromCompactSerialization(signed.jws());
        jws.setKey(next.getPublicKey());
        assertThat(jws.verifySignature()).isTrue();

        Files.writeString(file, "half a fi");
        assertThat(kid(signer.sign(terms(), NOW))).isEqualTo("next");
    }

    @Test
    void whatIsNoFitPrivateKeyIsRefusedWithoutItsContent() throws Exception {
        PublicJsonWebKey rsa = RsaJwkGenerator.generateJwk(2048);
        rsa.setKeyId("k");
        PublicJsonWebKey p384 = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        p384.setKeyId("k");
        PublicJsonWebKey nameless = OkpJwkGenerator.generateJwk("Ed25519");
        PublicJsonWebKey named = OkpJwkGenerator.generateJwk("Ed25519");
        named.setKeyId("k");

        for (String text : List.of(
                "s3cret",
                "{}",
                rsa.toJson(OutputControlLevel.INCLUDE_PRIVATE),
                p384.toJson(OutputControlLevel.INCLUDE_PRIVATE),
                nameless.toJson(OutputControlLevel.INCLUDE_PRIVATE),
                named.toJson(OutputControlLevel.PUBLIC_ONLY))) {
            Path file = Files.writeString(dir.resolve("key.jwk"), text);
            assertThatThrownBy(() -> SigningKey.read(file))
                    .hasMessageContaining("is no private JWK")
                    .hasMessageNotContaining("s3cret")
                    .hasNoCause();
        }
    }

    private void assertSigned(PublicJsonWebKey key, String algorithm) throws Exception {
        key.setKeyId("key-1");
        Path file = Files.writeString(dir.resolve("key.jwk"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        JwsSigner signer = new JwsSigner(SigningKeyFile.at(file), "demo");

        Approved signed = signer.sign(terms(), NOW);

        JsonWebSignature jws = (JsonWebSignature) JsonWebSignature.fromCompactSerialization(signed.jws());
        jws.setKey(key.getPublicKey());
        assertThat(jws.verifySignature()).isTrue();
        assertThat(jws.getAlgorithmHeaderValue()).isEqualTo(algorithm);
        assertThat(jws.getKeyIdHeaderValue()).isEqualTo("key-1");
        assertThat(jws.getHeader("typ")).isEqualTo("postern-approval+jwt");
        assertThat(JsonUtil.parseJson(jws.getHeaders().getFullHeaderAsJsonString()))
                .containsOnlyKeys("alg", "kid", "typ");
        JwtClaims claims = JwtClaims.parse(jws.getPayload());
        assertThat(claims.getClaimNames())
                .containsExactlyInAnyOrder("iss", "aud", "sub", "jti", "iat", "exp", "digest");
        assertThat(claims.getIssuer()).isEqualTo("postern-approval/demo");
        assertThat(claims.getAudience()).containsExactly("postern-enforcer/demo");
        assertThat(claims.getSubject()).isEqualTo(signed.requestId().value());
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.getExpirationTime().getValue())
                .isEqualTo(signed.notAfter().getEpochSecond());
        assertThat(claims.getJwtId()).isNotEmpty();
        assertThat(claims.getStringClaimValue("digest")).isEqualTo(ApprovalDigest.of(signed));
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key, String kid) {
        key.setKeyId(kid);
        return key;
    }

    private static String kid(Approved signed) throws JoseException {
        return JsonWebSignature.fromCompactSerialization(signed.jws()).getKeyIdHeaderValue();
    }

    private static Approved terms() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "web-1");
        return new Approved(
                request.requestId(),
                request.requester(),
                request.targets(),
                request.duration(),
                null,
                NOW.plusSeconds(4500),
                List.of(),
                "automatic-up-to-3h",
                "built-in-1",
                "",
                new Approved.Personal(
                        request.personal().sources(), request.personal().nonce()));
    }
}
