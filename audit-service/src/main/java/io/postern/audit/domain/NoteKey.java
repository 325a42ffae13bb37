package io.postern.audit.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Ed25519 key that signs checkpoints, in the text forms of C2SP signed notes (as Go's note package writes them).
 *
 * <p>Signer, one line: {@code PRIVATE+KEY+<name>+<id>+<base64(0x01 || seed)>}; verifier, one line: {@code
 * <name>+<id>+<base64(0x01 || public key)>}. The seed and the public key are the 32 bytes of RFC 8032, base64 is padded,
 * and the id is the first four bytes, in hexadecimal, of SHA-256 over {@code name || 0x0A || 0x01 || public key}. The name
 * is the log's origin; it holds no space and no plus.
 */
public final class NoteKey {
    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile("PRIVATE\\+KEY\\+([^\\s+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");

    private final String name;
    private final byte[] seed;
    private final PrivateKey privateKey;
    private final NoteVerifier verifier;

    private NoteKey(String name, byte[] seed) {
        try {
            KeyPair pair = derive(seed);
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] publicKey = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
            this.name = name;
            this.seed = seed.clone();
            this.privateKey = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            this.verifier = new NoteVerifier(name, publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** Reads the signer form. */
    public static NoteKey parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("a signing key is one line PRIVATE+KEY+<name>+<id>+<base64>");
        }
        byte[] typed = Base64.getDecoder().decode(form.group(3));
        if (typed.length != KEY_BYTES + 1 || typed[0] != ED25519) {
            throw new IllegalArgumentException("the signing key must be an Ed25519 key");
        }
        NoteKey key = new NoteKey(form.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.verifier.idHex().equals(form.group(2))) {
            throw new IllegalArgumentException("the signing key's id does not belong to its name and key");
        }
        return key;
    }

    /** A new key with this name. */
    public static NoteKey generate(String name, SecureRandom random) {
        byte[] seed = new byte[KEY_BYTES];
        random.nextBytes(seed);
        return new NoteKey(name, seed);
    }

    public String name() {
        return name;
    }

    /** The half that anybody may have. */
    public NoteVerifier verifier() {
        return verifier;
    }

    /** The signer form; a secret. */
    public String signerForm() {
        return "PRIVATE+KEY+" + name + "+" + verifier.idHex() + "+"
                + Base64.getEncoder().encodeToString(NoteVerifier.typed(seed));
    }

    /** Signs a text that ends with a newline, and gives the whole note. */
    public String sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return text + "\n" + verifier.signatureLine(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** The JDK gives no way from a seed to its public key but this: to generate a pair and let the seed be the chance. */
    private static KeyPair derive(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new FixedRandom(seed));
        return generator.generateKeyPair();
    }

    static byte[] id(String name, byte[] publicKey) {
        MessageDigest digest = Hash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(digest.digest(NoteVerifier.typed(publicKey)), 4);
    }

    static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    private static final class FixedRandom extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] seed;

        FixedRandom(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
