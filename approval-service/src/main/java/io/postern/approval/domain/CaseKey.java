package io.postern.approval.domain;

import io.postern.contracts.id.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Which case of a request: the request itself, or one of its extensions.
 *
 * @param extension which one, from 1; 0 for the request itself
 */
public record CaseKey(RequestId request, int extension) {
    /** The case of the request itself. */
    public static CaseKey of(RequestId request) {
        return new CaseKey(request, 0);
    }

    /** The extension as events tell it: none for the request itself. */
    public @Nullable Integer number() {
        return extension == 0 ? null : extension;
    }

    @Override
    public String toString() {
        return extension == 0 ? request.value() : request + " extension " + extension;
    }
}
