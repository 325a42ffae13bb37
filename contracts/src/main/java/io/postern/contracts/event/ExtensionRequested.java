package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;

/**
 * Whoever has access asked to keep it for longer, on otherwise the same terms. Until somebody agrees it ends as it would.
 *
 * @param number the how-manyeth extension of the request, from 1
 * @param opened since when the access is open
 * @param currentEnd when it ends as it is now
 * @param endsAt when it is to end
 */
public record ExtensionRequested(
        RequestId requestId,
        int number,
        PersonId requestedBy,
        Instant opened,
        Instant currentEnd,
        Instant endsAt,
        Personal personal)
        implements PosternEvent {
    public ExtensionRequested {
        if (number < 1) {
            throw new IllegalArgumentException("extensions are counted from 1");
        }
        Terms.inOrder(opened, currentEnd);
        Terms.inOrder(currentEnd, endsAt);
    }

    @Override
    public String subject() {
        return requestId.value();
    }

    /** What may be erased about the requester. The nonce keeps digests over it from being guessed. */
    public record Personal(String requesterName, String justification, String nonce) {}
}
