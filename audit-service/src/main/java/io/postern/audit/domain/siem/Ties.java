package io.postern.audit.domain.siem;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.BoundaryWrite;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What ties the leaves of one request to each other: who asked, which approvals there are, and what was written to Azure for
 * each of its grants. Gathered from the leaves themselves, in whatever order they came.
 */
public final class Ties {
    private static final int MOST = 32;

    private Optional<PersonId> requester = Optional.empty();
    private String requesterName = "";
    private final List<Map<String, Object>> approvals = new ArrayList<>();
    private final Map<GrantId, Opening> openings = new HashMap<>();

    private record Opening(String event, RulesApplied rules) {}

    /** Those of a leaf that belongs to no request. */
    public static Ties none() {
        return new Ties();
    }

    /** Those among the leaves of one request. */
    public static Ties among(List<Recorded> leaves) {
        Ties ties = new Ties();
        leaves.forEach(leaf -> leaf.event().ifPresent(ties::take));
        return ties;
    }

    private void take(Envelope envelope) {
        String id = envelope.id().value();
        switch (envelope.event()) {
            case RequestSubmitted e -> {
                requester = Optional.of(e.requester());
                requesterName = e.personal().requesterName();
            }
            case Approved e -> {
                requester = requester.or(() -> Optional.of(e.requester()));
                approvals.add(Fields.of("event", id)
                        .with("jti", ApprovalId.of(e.jws()))
                        .with("extension", e.extension())
                        .map());
            }
            case RulesApplied e -> openings.put(e.grantId(), new Opening(id, e));
            default -> {}
        }
    }

    Optional<PersonId> requester() {
        return requester;
    }

    String requesterName() {
        return requesterName;
    }

    Optional<RulesApplied> opened(GrantId grant) {
        return Optional.ofNullable(openings.get(grant)).map(Opening::rules);
    }

    /** The newest approvals, by event and id; a request with more extensions than that has no more of them here. */
    List<Map<String, Object>> approvals() {
        return approvals.subList(Math.max(0, approvals.size() - MOST), approvals.size());
    }

    /** The event that told of a grant's opening, and Azure's ids of the writes. */
    Map<String, Object> opening(GrantId grant) {
        Opening opening = openings.get(grant);
        return opening == null
                ? Map.of()
                : Fields.of("event", opening.event())
                        .with("correlationIds", correlationIds(opening.rules().boundaries()))
                        .map();
    }

    static List<String> correlationIds(List<BoundaryWrite> boundaries) {
        return boundaries.stream()
                .map(BoundaryWrite::correlationId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
