package io.postern.approval.adapter.rest;

import io.postern.contracts.id.RequestId;
import java.util.Optional;

/** Reads the ids of requests out of addresses. */
final class RequestIds {
    private RequestIds() {}

    /** Empty for a text that no request can be called. */
    static Optional<RequestId> read(String text) {
        try {
            return Optional.of(new RequestId(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
