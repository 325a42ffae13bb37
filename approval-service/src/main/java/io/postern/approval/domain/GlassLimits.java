package io.postern.approval.domain;

import io.postern.policy.Ruling;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How often one human may break the glass, and what they owe before they may again. */
public final class GlassLimits {
    private GlassLimits() {}

    /**
     * Why not this time.
     *
     * @param reason a word for machines
     * @param detail a sentence that says what to do
     */
    public record Lack(String reason, String detail) {}

    /** @param earlier the emergencies of this human that are recent, or not reviewed yet */
    public static Optional<Lack> lack(Ruling.BreaksGlass ruling, List<Review> earlier, Instant now) {
        Optional<Review> owed =
                earlier.stream().filter(review -> review.overdue(now)).min(Comparator.comparing(Review::dueAt));
        if (owed.isPresent()) {
            return owed.map(review -> new Lack(
                    "review-overdue",
                    "The review of an earlier emergency (" + review.request() + ") has been overdue since "
                            + review.dueAt() + "; a member of its reviewers has to make it first."));
        }
        List<Instant> recent = earlier.stream()
                .map(Review::brokenAt)
                .filter(at -> at.plus(ruling.per()).isAfter(now))
                .sorted()
                .toList();
        if (recent.size() < ruling.atMost()) {
            return Optional.empty();
        }
        String most = "The glass may be broken " + ruling.atMost() + " times within " + ruling.per() + " by one person";
        return Optional.of(new Lack(
                "break-glass-limit",
                ruling.atMost() < 1
                        ? most + "."
                        : most + "; the next time may be "
                                + recent.get(recent.size() - ruling.atMost()).plus(ruling.per()) + "."));
    }
}
