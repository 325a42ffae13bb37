package io.postern.portal.app;

import io.postern.portal.domain.approval.Decision;
import io.postern.portal.domain.approval.Emergency;
import io.postern.portal.domain.approval.Outcome;
import io.postern.portal.domain.approval.Pending;
import io.postern.portal.domain.approval.PendingPage;
import io.postern.portal.domain.approval.Reviewed;
import java.util.List;
import java.util.Optional;

/** What waits for the person who is signed in, and their answers. */
public interface Approvals {
    /** {@code after} is empty for the first page. */
    Answer<PendingPage> waiting(String after);

    /** What waits of one request; nothing when it does not wait for this person. */
    Answer<Optional<Pending>> one(String request);

    Answer<Outcome> decide(String request, Decision decision);

    /** Emergencies to be looked at. */
    Answer<List<Emergency>> reviews();

    Answer<Object> review(String request, Reviewed reviewed);
}
