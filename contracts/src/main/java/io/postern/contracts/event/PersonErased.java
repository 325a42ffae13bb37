package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * What the trail held beside its leaves about one person was erased for good. Who that was, the event does not say; whoever was
 * given the salt can show that it was this person.
 *
 * @param commitment SHA-256 over 32 bytes of salt, kept nowhere, and {@code tenant/object id} of the person, in base64url
 * @param events how many events the person was in
 * @param erasedBy who ordered it; null for a caller that is no person
 */
public record PersonErased(
        String commitment, long events, @Nullable PersonId erasedBy, Personal personal) implements PosternEvent {
    @Override
    public String subject() {
        return "erasure/" + commitment;
    }

    /** What may be erased about whoever ordered it. */
    public record Personal(String name, String reason) {}
}
