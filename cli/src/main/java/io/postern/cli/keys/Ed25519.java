package io.postern.cli.keys;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Ed25519 key pairs and their raw 32 bytes. */
final class Ed25519 {
    private static final int LENGTH = 32;

    private Ed25519() {}

    static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has Ed25519", impossible);
        }
    }

    /** The public key: the last 32 bytes of its X.509 form. */
    static byte[] publicBytes(KeyPair pair) {
        return lastBytes(pair.getPublic().getEncoded());
    }

    /** The private seed: the last 32 bytes of its PKCS #8 form. */
    static byte[] privateSeed(KeyPair pair) {
        return lastBytes(pair.getPrivate().getEncoded());
    }

    private static byte[] lastBytes(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
    }
}
