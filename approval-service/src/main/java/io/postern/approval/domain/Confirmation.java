package io.postern.approval.domain;

import io.postern.contracts.id.RequestId;

/**
 * The page on which an approver confirms with a fresh sign-in.
 *
 * @param template its address, with {@code {requestId}} in the place of the request's id
 */
public record Confirmation(String template) {
    String of(RequestId request) {
        return template.replace("{requestId}", request.value());
    }
}
