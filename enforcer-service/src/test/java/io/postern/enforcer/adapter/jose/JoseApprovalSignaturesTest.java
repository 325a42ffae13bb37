package io.postern.enforcer.adapter.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import io.postern.enforcer.app.ApprovalSignatures.Verdict;
import io.postern.enforcer.app.World;
import io.postern.enforcer.journey.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoseApprovalSignaturesTest {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private final PublicJsonWebKey key = TestKeys.generate("key-1");

    @TempDir
    private Path dir;

    private JoseApprovalSignatures signatures;

    @BeforeEach
    void pin() throws IOException {
        signatures = new JoseApprovalSignatures(new PinnedKeys(TestKeys.publicSet(dir, key)), "demo", SKEW);
    }

    private static void named(String jti, JwtClaims claims) {
        claims.setJwtId(jti);
        claims.setClaim("iat", NOW.getEpochSecond());
    }

    @Test
    void whatThePinnedKeySignedOverTheseTermsIsGenuine() {
        assertThat(verify(signed(claims -> named("one", claims))))
                .isEqualTo(new Verdict.Genuine("one", NOW.minus(SKEW)));
    }

    @Test
    void oneChangedTermIsNoticed() {
        Approved signed = signed(claims -> {});
        Approved altered = TestKeys.with(terms("203.0.113.8"), signed.jws());
        assertForged(altered);
    }

    @Test
    void claimsForAnotherTimePlaceOrRequestAreRefused() {
        assertForged(signed(claims -> claims.setAudience("postern-enforcer/other")));
        assertForged(signed(claims -> claims.setIssuer("postern-request/demo")));
        assertForged(signed(claims -> claims.setSubject(RequestId.next().value())));
        assertForged(signed(claims -> claims.unsetClaim("exp")));
        assertForged(signed(claims -> claims.unsetClaim("jti")));
        assertForged(signed(claims -> claims.unsetClaim("digest")));
    }

    @Test
    void oneClaimTooManyTooFewOrOfAnotherTypeIsAForgery() {
        for (String claim : List.of("iss", "aud", "sub", "jti", "iat", "exp", "digest")) {
            assertForged(signed(claims -> claims.unsetClaim(claim)));
            assertForged(signed(claims -> claims.setClaim(claim, null)));
            assertForged(signed(claims -> claims.setClaim(claim, true)));
            assertForged(signed(claims -> claims.setClaim(claim, List.of(claims.getClaimValue(claim)))));
            assertForged(signed(claims -> claims.setClaim(
                    claim,
                    claims.getClaimValue(claim) instanceof Number number
                            ? number.toString()
                            : Map.of("x", claims.getClaimValue(claim)))));
        }
        assertForged(signed(claims -> claims.setClaim("nbf", NOW.getEpochSecond())));
        assertForged(signed(claims -> claims.setClaim("exp", claims.getClaimValue("exp") + ".5")));
        assertForged(signed(claims -> claims.setClaim("iat", 1.5)));
        assertForged(signed(claims -> claims.setClaim("iat", -1)));
        assertForged(signed(claims -> claims.setJwtId("a".repeat(65))));
        assertForged(signed(claims -> claims.setJwtId("a b")));
    }

    @Test
    void itsTimesAreThoseOfTheApprovalAndNotOfTheFuture() {
        long exp = NOW.plus(Duration.ofHours(2)).getEpochSecond();
        assertForged(signed(claims -> claims.setClaim("exp", exp + 1)));
        assertForged(signed(claims -> claims.setClaim("exp", exp - 1)));
        assertForged(signed(claims -> claims.setClaim("iat", NOW.getEpochSecond() + 61)));
        assertThat(verify(signed(claims -> claims.setClaim("iat", NOW.getEpochSecond() + 59))))
                .isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void theHeaderHasItsThreeMembersAndTheyFitTheKey() {
        Approved good = signed(claims -> {});
        String payload = payload(good);
        for (String name : List.of("jku", "x5u", "cty", "x5t", "nonce")) {
            assertForged(TestKeys.with(good, TestKeys.compact(payload, key, jws -> jws.setHeader(name, "x"))));
        }
        assertForged(TestKeys.with(
                good, TestKeys.compact(payload, key, jws -> jws.setJwkHeader(TestKeys.generate("key-1")))));
        assertForged(TestKeys.with(good, TestKeys.compact(payload, key, jws -> jws.setHeader("typ", "JWT"))));
        assertForged(TestKeys.with(
                good, TestKeys.compact(payload, key, jws -> jws.setHeader("typ", "postern-decision+jwt"))));
        assertForged(TestKeys.with(good, TestKeys.compact(payload, key, jws -> jws.setKeyIdHeaderValue("key-2"))));
        PublicJsonWebKey swapped = p256("key-1");
        assertForged(TestKeys.with(good, TestKeys.compact(payload, swapped, jws -> {})));
    }

    @Test
    void thereIsOneSpellingOfAJws() {
        Approved good = signed(claims -> {});
        assertThat(verify(good)).isInstanceOf(Verdict.Genuine.class);
        String jws = good.jws();
        char last = jws.charAt(jws.length() - 1);
        for (char other : "ABCDEFGHQRSTgwxyz0123".toCharArray()) {
            if (other != last) {
                assertForged(TestKeys.with(good, jws.substring(0, jws.length() - 1) + other));
            }
        }
        for (String spelling : List.of(jws + "=", jws + "\n", " " + jws, jws + ".", "." + jws, jws + "." + jws)) {
            assertForged(TestKeys.with(good, spelling));
        }
        assertForged(TestKeys.with(good, jws.substring(0, jws.length() - 8)));
        assertForged(TestKeys.with(good, jws.substring(0, jws.lastIndexOf('.') + 1)));
        String twice = payload(good).replaceFirst("\\{", "{\"digest\":\"x\",");
        assertForged(TestKeys.with(good, TestKeys.compact(twice, key, any -> {})));
        assertForged(TestKeys.with(good, TestKeys.compact(payload(good) + " {}", key, any -> {})));
    }

    @Test
    void aP256KeySignsAsWell() throws IOException {
        PublicJsonWebKey ec = p256("key-2");
        signatures = new JoseApprovalSignatures(new PinnedKeys(TestKeys.publicSet(dir, key, ec)), "demo", SKEW);
        assertThat(verify(TestKeys.signed(terms("203.0.113.7"), ec, claims -> named("two", claims))))
                .isEqualTo(new Verdict.Genuine("two", NOW.minus(SKEW)));
    }

    @Test
    void anApprovalThatCameAfterItsEndWasGenuineButAForgedOneIsForgedAtAnyTime() {
        Instant later = NOW.plus(Duration.ofHours(3));

        assertThat(signatures.verify(signed(claims -> named("one", claims)), later))
                .isEqualTo(new Verdict.Late("one"));
        assertThat(signatures.verify(signed(claims -> claims.setAudience("postern-enforcer/other")), later))
                .isInstanceOf(Verdict.Forged.class);
        assertThat(signatures.verify(signed(claims -> claims.unsetClaim("digest")), later))
                .isInstanceOf(Verdict.Forged.class);
        assertThat(signatures.verify(
                        TestKeys.signed(terms("203.0.113.7"), TestKeys.generate("key-1"), claims -> {}), later))
                .isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void aKeyThatIsNotPinnedIsRefusedEvenUnderAPinnedName() {
        assertForged(TestKeys.signed(terms("203.0.113.7"), TestKeys.generate("key-1"), claims -> {}));
        assertForged(TestKeys.signed(terms("203.0.113.7"), TestKeys.generate("key-2"), claims -> {}));
    }

    @Test
    void aSymmetricSignatureWithThePublicKeyIsRefused() throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload("{}");
        jws.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        jws.setKeyIdHeaderValue("key-1");
        jws.setAlgorithmHeaderValue("HS256");
        assertForged(TestKeys.with(terms("203.0.113.7"), jws.getCompactSerialization()));
    }

    @Test
    void anUnsignedApprovalAndOneThatBringsItsOwnKeyAreRefused() {
        String payload = signed(claims -> {}).jws().split("\\.")[1];
        assertForged(TestKeys.with(terms("203.0.113.7"), header("{\"alg\":\"none\"}") + "." + payload + "."));
        assertForged(TestKeys.with(
                terms("203.0.113.7"),
                header("{\"alg\":\"EdDSA\",\"kid\":\"key-1\",\"jku\":\"https://evil.example\"}") + "." + payload
                        + ".AA"));
        assertForged(TestKeys.with(terms("203.0.113.7"), "not a JWS"));
        assertForged(TestKeys.with(terms("203.0.113.7"), ""));
    }

    @Test
    void withoutKeysNothingIsForgedButNothingIsReadyEither() {
        JoseApprovalSignatures keyless =
                new JoseApprovalSignatures(new PinnedKeys(dir.resolve("absent.json")), "demo", SKEW);
        assertThat(keyless.ready()).isFalse();
        assertThatThrownBy(() -> keyless.verify(signed(claims -> {}), NOW)).isInstanceOf(IllegalStateException.class);
    }

    private void assertForged(Approved approved) {
        assertThat(verify(approved)).isInstanceOf(Verdict.Forged.class);
    }

    private Verdict verify(Approved approved) {
        return signatures.verify(approved, NOW);
    }

    private Approved signed(Consumer<JwtClaims> change) {
        return TestKeys.signed(terms("203.0.113.7"), key, change);
    }

    private static String payload(Approved approved) {
        return new String(Base64.getUrlDecoder().decode(approved.jws().split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private static PublicJsonWebKey p256(String kid) {
        try {
            PublicJsonWebKey ec = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            ec.setKeyId(kid);
            return ec;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Approved terms(String source) {
        return new Approved(
                new RequestId("01J9ZZZZZZZZZZZZZZZZZZZZZZ"),
                new PersonId("t", "alice"),
                List.of(new Target(World.VM, List.of(World.SSH))),
                Duration.ofHours(1),
                null,
                NOW.plus(Duration.ofHours(2)),
                List.of(),
                "automatic",
                "1",
                "",
                new Approved.Personal(List.of(Cidr.parse(source)), "nonce"));
    }
}
