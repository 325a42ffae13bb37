package io.postern.portal.adapter.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.domain.Draft;
import io.postern.portal.domain.Tokens;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals tokens, and what somebody has written, under the portal's key and the session's own id: the database and the key file together open nothing without
 * the browser.
 */
public final class Seal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte[] PURPOSE = "postern portal session tokens".getBytes(UTF_8);
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int FEWEST = 32;

    private final byte[] key;
    private final ObjectMapper json;
    private final SecureRandom random = new SecureRandom();

    /** With a key of at least 32 bytes of any form. */
    public Seal(byte[] key, ObjectMapper json) {
        if (key.length < FEWEST) {
            throw new IllegalArgumentException("the session key must have " + FEWEST + " bytes at least");
        }
        this.key = key.clone();
        this.json = json;
    }

    byte[] close(String id, Tokens tokens) {
        return sealed(
                id,
                List.of(
                        tokens.identity(),
                        tokens.access(),
                        tokens.refresh(),
                        tokens.until().toString()));
    }

    byte[] close(String id, Draft draft) {
        return sealed(id, draft);
    }

    private byte[] sealed(String id, Object value) {
        try {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, id, nonce);
            byte[] sealed = cipher.doFinal(json.writeValueAsBytes(value));
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("nothing can be sealed", e);
        }
    }

    /** Empty if they were sealed by another key, or somebody changed them. */
    Optional<Tokens> open(String id, byte[] sealed) {
        return opened(id, sealed, String[].class)
                .map(fields -> new Tokens(fields[0], fields[1], fields[2], Instant.parse(fields[3])));
    }

    Optional<Draft> openDraft(String id, byte[] sealed) {
        return opened(id, sealed, Draft.class);
    }

    private <T> Optional<T> opened(String id, byte[] sealed, Class<T> type) {
        try {
            ByteBuffer parts = ByteBuffer.wrap(sealed);
            byte[] nonce = new byte[NONCE];
            parts.get(nonce);
            byte[] rest = new byte[parts.remaining()];
            parts.get(rest);
            return Optional.of(
                    json.readValue(cipher(Cipher.DECRYPT_MODE, id, nonce).doFinal(rest), type));
        } catch (GeneralSecurityException | IOException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
        SecretKey own = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(key)
                                .addIKM(id.getBytes(UTF_8))
                                .thenExpand(PURPOSE, 32));
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, own, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
