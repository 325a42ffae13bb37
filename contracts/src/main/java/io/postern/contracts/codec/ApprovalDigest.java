package io.postern.contracts.codec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.event.Approved;

/**
 * The digest that an approval's JWS signs: SHA-256 over the RFC 8785 form of everything in {@link Approved} but the JWS.
 * Signer and enforcer both compute it from the event, so not one field can change between them.
 */
public final class ApprovalDigest {
    private static final ObjectMapper JSON = PosternJson.mapper();

    private ApprovalDigest() {}

    /** The digest in base64url without padding. */
    public static String of(Approved approved) {
        ObjectNode terms = JSON.valueToTree(approved);
        terms.remove("jws");
        return CanonicalDigest.of(terms);
    }
}
