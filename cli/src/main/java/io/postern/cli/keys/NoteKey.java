package io.postern.cli.keys;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A key that signs notes (C2SP signed-note, Ed25519), in the text forms that note tools read. */
public record NoteKey(String privateText, String publicText) {
    private static final byte ED25519 = 1;

    /** A new key of that name. A name has no blanks and no plus sign, for those separate the parts of its text. */
    public static NoteKey generate(String name) {
        return of(name, Ed25519.generate());
    }

    static NoteKey of(String name, KeyPair pair) {
        if (name.isEmpty() || name.chars().anyMatch(c -> Character.isWhitespace(c) || c == '+')) {
            throw new IllegalArgumentException("a note key's name has no blanks and no plus sign");
        }
        byte[] shown = withAlgorithm(Ed25519.publicBytes(pair));
        String hash = hash(name, shown);
        Base64.Encoder base64 = Base64.getEncoder();
        return new NoteKey(
                "PRIVATE+KEY+" + name + "+" + hash + "+"
                        + base64.encodeToString(withAlgorithm(Ed25519.privateSeed(pair))),
                name + "+" + hash + "+" + base64.encodeToString(shown));
    }

    static String hash(String name, byte[] key) {
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
        named.writeBytes(key);
        return HexFormat.of().formatHex(Arrays.copyOf(Digests.sha256(named.toByteArray()), 4));
    }

    private static byte[] withAlgorithm(byte[] key) {
        byte[] out = new byte[key.length + 1];
        out[0] = ED25519;
        System.arraycopy(key, 0, out, 1, key.length);
        return out;
    }

    /** The private half stays out of logs. */
    @Override
    public String toString() {
        return "NoteKey[" + publicText + "]";
    }
}
