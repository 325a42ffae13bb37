package io.postern.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.erdtman.jcs.JsonCanonicalizer;

/** SHA-256 over the RFC 8785 form of a value, in base64url without padding. */
final class CanonicalDigest {
    private static final ObjectMapper JSON = PosternJson.mapper();

    private CanonicalDigest() {}

    static String of(JsonNode value) {
        try {
            byte[] canonical = new JsonCanonicalizer(JSON.writeValueAsBytes(value)).getEncodedUTF8();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a value that cannot be digested is a bug", e);
        }
    }
}
