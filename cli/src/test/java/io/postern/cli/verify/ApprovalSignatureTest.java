package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an opening rests on an approval that somebody with the right to has signed. */
class ApprovalSignatureTest extends VerifiedLog {
    private static final long END = Instant.parse("2026-11-21T09:45:00Z").getEpochSecond();
    private static final String CLAIMS = "{\"iss\":\"postern-approval/demo\",\"aud\":\"postern-enforcer/demo\","
            + "\"sub\":\"R\",\"jti\":\"J\",\"iat\":" + (END - 2_700) + ",\"exp\":" + END + ",\"digest\":\""
            + "d".repeat(43) + "\"}";

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "ES256"})
    void anOpeningOnASignedApprovalHolds(String algorithm) throws Exception {
        KeyPair pair = pair(algorithm);

        assertThat(opened(keys(pair), jws(pair, algorithm, "k", CLAIMS)).broken())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sub\":\"R\"|\"sub\":\"S\"|was signed for another request",
                "\"exp\":|\"exp\":1|was signed for another end",
                "\"jti\":\"J\",||claims other things",
                "\"jti\":\"J\"|\"jti\":\"\"|claims other things",
                "\"iat\":|\"iat\":1|was signed at another time",
                "postern-enforcer/demo|postern-enforcer/other|claims other things",
            })
    void anApprovalThatWasSignedForSomethingElseOpensNothing(String from, String to, String because) throws Exception {
        KeyPair pair = pair("EdDSA");
        String claims = CLAIMS.replace(from, to == null ? "" : to);

        assertBroken(opened(keys(pair), jws(pair, "EdDSA", "k", claims)), "entry 1", because);
    }

    @Test
    void anApprovalByAnotherKeyOrWithAnotherSignatureOpensNothing() throws Exception {
        KeyPair pair = pair("EdDSA");
        Path keys = keys(pair);

        assertBroken(opened(keys, jws(pair("EdDSA"), "EdDSA", "k", CLAIMS)), "entry 1", "does not fit");
        assertBroken(opened(keys, jws(pair, "EdDSA", "other", CLAIMS)), "entry 1", "a key that was not given");
        assertBroken(opened(keys, jws(pair, "none", "k", CLAIMS)), "entry 1", "a key that was not given");
        assertBroken(opened(keys, ""), "entry 1", "is not signed");
        assertBroken(opened(keys, "a.b.c"), "entry 1", "cannot be read");
    }

    @Test
    void aSignatureIsGoodForOneApproval() throws Exception {
        KeyPair pair = pair("EdDSA");
        String jws = jws(pair, "EdDSA", "k", CLAIMS);
        log.publish(
                List.of(Events.approved("09:00:00", "09:45:00", jws), Events.approved("09:00:01", "09:45:00", jws)));

        assertBroken(verify(keys(pair)), "entry 1", "a signature that entry 0 has used up");
    }

    @Test
    void aForgedApprovalThatOpenedNothingIsRemarked() throws Exception {
        log.publish(List.of(Events.approved("09:00:00", "09:45:00", "a.b.c")));

        Report report = verify(keys(pair("EdDSA")));

        assertThat(report.broken()).isEmpty();
        assertThat(report.remarks()).singleElement().asString().contains("entry 0", "cannot be read");
    }

    @Test
    void aForgedApprovalDoesNotStandForTheOneThatWasRefused() throws Exception {
        KeyPair pair = pair("EdDSA");
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00", jws(pair, "EdDSA", "k", CLAIMS)),
                Events.approved("09:00:01", "09:45:00", "a.b.c"),
                Events.refused("09:00:02").replace("\"grantId\":\"G\",", ""),
                Events.applied("09:00:03", "09:30:00"),
                Events.removed("09:30:00")));

        assertBroken(verify(keys(pair)), "entry 3", "whose approval was refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kid\":\"k\"}]}", "[1]"})
    void keysThatAreNoneAreSaidToBeTheFault(String keys) throws Exception {
        log.publish(List.of());

        Path file = Files.writeString(dir.resolve("keys.json"), keys);
        assertThatThrownBy(() -> verify(file))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("the approval keys are no");
    }

    private Report opened(Path keys, String jws) throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00", jws),
                Events.applied("09:00:01", "09:30:00"),
                Events.removed("09:30:00")));
        return verify(keys);
    }

    private Report verify(Path keys) {
        LogDirectory source = new LogDirectory(log.file(""));
        return new TrailVerifier()
                .verify(new Evidence(source, log.keyFile(), List.of(), Optional.empty(), Optional.of(keys)), NOW);
    }

    private Path keys(KeyPair pair) throws Exception {
        String members = switch (pair.getPublic()) {
            case ECPublicKey ec ->
                "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
                        + base64(fixed(ec.getW().getAffineX().toByteArray())) + "\",\"y\":\""
                        + base64(fixed(ec.getW().getAffineY().toByteArray())) + "\"";
            case EdECPublicKey okp -> {
                byte[] x509 = okp.getEncoded();
                yield "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\""
                        + base64(Arrays.copyOfRange(x509, x509.length - 32, x509.length)) + "\"";
            }
            default -> throw new IllegalStateException();
        };
        return Files.writeString(dir.resolve("keys.json"), "{\"keys\":[{\"kid\":\"k\"," + members + "}]}");
    }

    private static byte[] fixed(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static KeyPair pair(String algorithm) throws Exception {
        if (algorithm.equals("EdDSA")) {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String jws(KeyPair pair, String algorithm, String kid, String claims) throws Exception {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\",\"typ\":\"postern-approval+jwt\"}";
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signer = Signature.getInstance(
                pair.getPublic() instanceof ECPublicKey ? "SHA256withECDSAinP1363Format" : "Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signer.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
