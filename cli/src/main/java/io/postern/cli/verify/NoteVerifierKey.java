package io.postern.cli.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The public half of a note key: {@code name+hash+base64(algorithm, key)}, Ed25519 only. */
record NoteVerifierKey(String name, byte[] keyId, PublicKey key) {
    private static final byte ED25519 = 1;

    /** An Ed25519 key in X.509 is this, then its 32 bytes. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    static NoteVerifierKey parse(String text) {
        try {
            String[] parts = text.strip().split("\\+", 3);
            byte[] id = HexFormat.of().parseHex(parts[1]);
            byte[] tagged = CanonicalBase64.decode(parts[2]);
            if (tagged.length != 33 || tagged[0] != ED25519 || !Arrays.equals(id, idOf(parts[0], tagged))) {
                throw new Unreadable("the key is not an Ed25519 note key, or its hash does not fit it");
            }
            ByteBuffer x509 = ByteBuffer.allocate(X509_PREFIX.length + 32)
                    .put(X509_PREFIX)
                    .put(tagged, 1, 32);
            return new NoteVerifierKey(
                    parts[0],
                    id,
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509.array())));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | GeneralSecurityException e) {
            throw new Unreadable("the key is not a note key of the form name+hash+base64", e);
        }
    }

    static byte[] x509Prefix() {
        return X509_PREFIX.clone();
    }

    boolean verifies(byte[] text, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static byte[] idOf(String name, byte[] tagged) {
        byte[] head = (name + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(
                new Hasher()
                        .plain(ByteBuffer.allocate(head.length + tagged.length)
                                .put(head)
                                .put(tagged)
                                .array()),
                4);
    }
}
