package io.postern.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.erdtman.jcs.JsonCanonicalizer;

/** What ties a verdict to what was shown: SHA-256 over the RFC 8785 form of the event's data, in base64url without padding. */
final class Digest {
    private Digest() {}

    static String of(JsonNode data) {
        try {
            byte[] canonical = new JsonCanonicalizer(data.toString()).getEncodedUTF8();
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("JSON that was read cannot be digested", e);
        }
    }
}
