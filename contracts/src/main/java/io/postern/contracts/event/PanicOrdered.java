package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody entitled to had everything shut at once. Each grant that ends by it is told of by its RulesRemoved.
 *
 * @param about the NSG, or {@code everything}
 * @param orderedBy who; null for a caller that is no person
 */
public record PanicOrdered(String about, @Nullable PersonId orderedBy, Personal personal) implements PosternEvent {
    public static final String EVERYTHING = "everything";

    @Override
    public String subject() {
        return about;
    }

    /** What may be erased about the people in this event. */
    public record Personal(String name, String reason) {}
}
