package io.postern.enforcer.domain.approval;

import io.postern.contracts.event.Approved;
import io.postern.contracts.id.GrantId;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantExpansion;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.grant.Line;
import io.postern.enforcer.domain.grant.WindowEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Holds the approval of an extension against the access that is there: it may last longer, and nothing else. */
public final class ExtensionCheck {
    private ExtensionCheck() {}

    /**
     * What is known of the request.
     *
     * @param approval what it was approved by in the first place; empty when it never was
     * @param grants all its grants, ended ones too
     * @param opened since when there is access; empty when none was read back yet
     */
    public record Held(Optional<PastApproval> approval, List<Grant> grants, Optional<Instant> opened) {}

    /** What comes of it: grants that follow on, one for each that goes on, or the reason why there are none. */
    public sealed interface Answer {
        record Extends(List<GrantTerms> grants) implements Answer {}

        record Refused(Objection because) implements Answer {}
    }

    public static Answer of(Approved approved, Held held, Limits limits, Supplier<GrantId> ids, Instant now) {
        if (number(approved) < 1 || approved.endsAt() == null) {
            return refused("extension", "an extension has a number from 1 and names its end");
        }
        if (held.approval().isEmpty()) {
            return refused("not-open", "the request that this is to extend was never approved here");
        }
        if (!approved.requester().equals(held.approval().get().requester())) {
            return refused("requester", "it is not known to be the same person's access");
        }
        List<Line> standing = Line.among(held.grants()).stream()
                .filter(line -> line.standing(now).isPresent())
                .toList();
        List<GrantTerms> following = new ArrayList<>();
        for (GrantTerms wished : GrantExpansion.of(approved, ids)) {
            Optional<Line> line = standing.stream()
                    .filter(each -> each.standing(now)
                            .filter(on -> wished.isWithin(on.terms()))
                            .isPresent())
                    .filter(each ->
                            following.stream().noneMatch(taken -> taken.line().equals(each.first())))
                    .findFirst();
            if (line.isPresent()) {
                if (!endsLater(wished, line.get())) {
                    return refused("not-later", "the access lasts as long already");
                }
                following.add(wished.extending(line.get().first()));
            } else if (!isAboutWhatEnded(wished, standing, held.grants(), now)) {
                return refused("wider", "an extension only makes last longer what is open");
            }
        }
        if (following.isEmpty()) {
            return refused("too-late", "the access had ended before the extension came");
        }
        return within(limits.longestWindow(), held.opened().orElse(now), following);
    }

    private static Answer within(Duration longest, Instant opened, List<GrantTerms> following) {
        boolean tooLong = following.stream()
                .flatMap(terms -> WindowEnd.absolute(terms).stream())
                .anyMatch(end -> end.isAfter(opened.plus(longest)));
        return tooLong
                ? refused("window", "with it the access would be open for longer than " + longest)
                : new Answer.Extends(List.copyOf(following));
    }

    private static boolean endsLater(GrantTerms wished, Line line) {
        Instant latest = line.latestEnd().orElse(Instant.MIN);
        return WindowEnd.absolute(wished).filter(end -> end.isAfter(latest)).isPresent();
    }

    /** A part of the request that was refused or has ended is passed over; a part that never was is not. */
    private static boolean isAboutWhatEnded(GrantTerms wished, List<Line> standing, List<Grant> grants, Instant now) {
        return standing.stream().flatMap(line -> line.standing(now).stream()).noneMatch(on -> wished.isLike(on.terms()))
                && grants.stream().anyMatch(grant -> wished.isWithin(grant.terms()));
    }

    private static int number(Approved approved) {
        Integer number = approved.extension();
        return number == null ? 0 : number;
    }

    private static Answer refused(String reason, String detail) {
        return new Answer.Refused(new Objection(reason, detail));
    }
}
