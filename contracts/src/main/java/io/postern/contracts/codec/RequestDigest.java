package io.postern.contracts.codec;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestSubmitted;

/**
 * The digest of what an approver is shown, which a bot's proof has to name: SHA-256 over the RFC 8785 form of the data of
 * the event that asks. Whoever shows a request computes it from what is shown.
 */
public final class RequestDigest {
    private static final ObjectMapper JSON = PosternJson.mapper();

    private RequestDigest() {}

    /** The digest of a request, in base64url without padding. */
    public static String of(RequestSubmitted request) {
        return digest(request);
    }

    /** The digest of an extension, in base64url without padding. */
    public static String of(ExtensionRequested extension) {
        return digest(extension);
    }

    private static String digest(PosternEvent event) {
        return CanonicalDigest.of(JSON.valueToTree(event));
    }
}
