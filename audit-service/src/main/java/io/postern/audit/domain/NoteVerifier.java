package io.postern.audit.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The public half of a {@link NoteKey}: tells whether a note was signed by it. */
public final class NoteVerifier {
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int ID_BYTES = 4;

    private final String name;
    private final byte[] publicKey;
    private final byte[] id;

    NoteVerifier(String name, byte[] publicKey) {
        this.name = name;
        this.publicKey = publicKey.clone();
        this.id = NoteKey.id(name, publicKey);
    }

    /** The verifier form: {@code <name>+<id>+<base64(0x01 || public key)>}. */
    public String verifierForm() {
        return name + "+" + idHex() + "+" + Base64.getEncoder().encodeToString(typed(publicKey));
    }

    String idHex() {
        return NoteKey.hex(id);
    }

    String signatureLine(byte[] signature) {
        return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(concat(id, signature)) + "\n";
    }

    /** The signed text of a note, or nothing when this key did not sign it. */
    public Optional<String> open(String note) {
        int split = note.lastIndexOf("\n\n");
        if (split < 0) {
            return Optional.empty();
        }
        String text = note.substring(0, split + 1);
        String opening = "\u2014 " + name + " ";
        boolean signed = note.substring(split + 2)
                .lines()
                .filter(line -> line.startsWith(opening))
                .anyMatch(line -> verifies(text, line.substring(opening.length())));
        return signed ? Optional.of(text) : Optional.empty();
    }

    private boolean verifies(String text, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length <= ID_BYTES || !Arrays.equals(id, Arrays.copyOf(bytes, ID_BYTES))) {
                return false;
            }
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(concat(X509_PREFIX, publicKey)));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    static byte[] typed(byte[] key) {
        return concat(new byte[] {1}, key);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
