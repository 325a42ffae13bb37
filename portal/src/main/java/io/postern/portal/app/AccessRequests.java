package io.postern.portal.app;

import io.postern.portal.domain.access.AccessRequest;
import io.postern.portal.domain.access.Action;
import io.postern.portal.domain.access.AskedVm;
import io.postern.portal.domain.access.DryRun;
import io.postern.portal.domain.access.OwnAddress;
import io.postern.portal.domain.access.Wish;
import java.util.List;

/** Requests for access, as the person who is signed in makes, sees and ends them. */
public interface AccessRequests {
    /** The person's own, newest first, from after this one on, or from the newest. */
    Answer<Page> mine(String after);

    Answer<AccessRequest> one(String id);

    /** Asks for it; the same key asks once. */
    Answer<AccessRequest> ask(Wish wish);

    /** What would become of it. */
    Answer<DryRun> tryOut(Wish wish);

    /** Ends it in one of the ways that end requests. */
    Answer<AccessRequest> end(String id, Action how, String comment);

    /** Asks to keep it for so much longer (an ISO length); the same key asks once. */
    Answer<AccessRequest> extend(String id, String longer, String reason, String key);

    Answer<AskedVm> vm(String id);

    /** The address that a request without sources is for. */
    Answer<OwnAddress> ownAddress();

    /** Some of them, and after which one the next page begins; empty at the last. */
    record Page(List<AccessRequest> value, String next) {
        public Page {
            value = List.copyOf(value);
            next = next == null ? "" : next;
        }
    }
}
