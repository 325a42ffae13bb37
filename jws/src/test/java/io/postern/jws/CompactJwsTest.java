package io.postern.jws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class CompactJwsTest {
    private static final String TYPE = "postern-test+jwt";
    private static final int LONGEST = 1_000;

    private final OctetKeyPairJsonWebKey key = key();

    @Test
    void whatAKeySignedIsReadAndBelievedOfThatKeyAlone() {
        CompactJws jws =
                CompactJws.of(signed("{\"a\":1}", any -> {}), TYPE, LONGEST).orElseThrow();

        assertThat(jws.kid()).isEqualTo("key-1");
        assertThat(jws.algorithm()).isEqualTo(KeyAlgorithm.of(key));
        assertThat(jws.payload().path("a").intValue()).isEqualTo(1);
        assertThat(jws.isSignedBy(key)).isTrue();
        assertThat(jws.isSignedBy(key())).isFalse();
        assertThat(jws.toString()).doesNotContain(jws.text());
    }

    @Test
    void eachReaderSaysHowLongOneMayBe() {
        String jws = signed("{}", any -> {});
        assertThat(CompactJws.of(jws, TYPE, jws.length())).isPresent();
        assertThat(CompactJws.of(jws, TYPE, jws.length() - 1)).isEmpty();
    }

    @Test
    void aHeaderOfAnotherTypeOrWithMoreMembersIsNotRead() {
        assertUnread(signed("{}", jws -> jws.setHeader("typ", "JWT")));
        assertUnread(signed("{}", jws -> jws.setHeader("jku", "https://keys.example")));
        assertUnread(signed("{}", jws -> jws.setJwkHeader(key)));
    }

    @Test
    void thereIsOneSpelling() {
        String jws = signed("{}", any -> {});
        for (String spelling : List.of(jws + "=", jws + "\n", " " + jws, "." + jws, jws + "." + jws, "", "..")) {
            assertUnread(spelling);
        }
        assertUnread(signed("no JSON", any -> {}));
        assertUnread(signed("{\"a\":1,\"a\":2}", any -> {}));
    }

    private static void assertUnread(String text) {
        assertThat(CompactJws.of(text, TYPE, LONGEST)).as(text).isEmpty();
    }

    private String signed(String payload, Consumer<JsonWebSignature> change) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(payload);
        jws.setKey(key.getPrivateKey());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        jws.setKeyIdHeaderValue("key-1");
        jws.setHeader("typ", TYPE);
        change.accept(jws);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OctetKeyPairJsonWebKey key() {
        try {
            return OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
