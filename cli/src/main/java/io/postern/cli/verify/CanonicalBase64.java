package io.postern.cli.verify;

import java.util.Base64;

/**
 * Base64 in the one spelling that an encoder makes (RFC 4648 section 3.5): the bits that the last character has too many are
 * zero. Otherwise what somebody holds could be changed and would still say the same.
 */
final class CanonicalBase64 {
    private CanonicalBase64() {}

    /** The bytes; {@link IllegalArgumentException} where the text is no base64 or is spelled otherwise. */
    static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("base64 in another spelling than an encoder's");
        }
        return bytes;
    }
}
