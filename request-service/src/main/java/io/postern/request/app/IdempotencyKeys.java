package io.postern.request.app;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.util.List;
import java.util.Map;

/** What callers have named their submissions, so that one sent twice is one request. */
public interface IdempotencyKeys {
    /** A caller's name for a submission, with a digest of the body that it stood for. */
    record Key(PersonId caller, String text, String bodyDigest) {}

    /** What a key stands for; {@code made} says that the call under it made all of that, and found none of it there. */
    record Use(List<RequestId> requests, String bodyDigest, boolean made) {
        public Use {
            requests = List.copyOf(requests);
        }
    }

    /** Remembers keys that {@link Intake#lock} has seen to be new. */
    void remember(Map<Key, Use> named);
}
