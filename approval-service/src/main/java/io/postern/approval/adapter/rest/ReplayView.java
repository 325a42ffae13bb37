package io.postern.approval.adapter.rest;

import io.postern.approval.app.ReplayCases;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.replay.Change;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The past requests that a policy would decide otherwise.
 *
 * @param against the version that it is compared with
 * @param with the version of the policy that was sent
 * @param skipped how many past requests could not be compared
 * @param more whether there were more past requests than are compared
 */
public record ReplayView(
        String against, String with, int compared, int skipped, boolean more, List<ChangeView> changes) {
    /**
     * One request that would be decided otherwise.
     *
     * @param extension which extension of the request, from 1; 0 for the request itself
     * @param direction {@code stricter}, {@code more-lenient} or {@code different}
     */
    public record ChangeView(
            String requestId,
            int extension,
            Instant submittedAt,
            String direction,
            String before,
            String after,
            Rules rules) {
        static ChangeView of(ReplayCases.Again again, Change change) {
            return new ChangeView(
                    again.place().request().value(),
                    again.place().extension(),
                    again.place().submittedAt(),
                    change.direction().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    change.before(),
                    change.after(),
                    new Rules(change.was().rules(), change.becomes().rules()));
        }
    }

    /** The rules that said so, and those that would. */
    public record Rules(List<String> before, List<String> after) {}

    static ReplayView of(ApprovalPolicy against, ApprovalPolicy with, ReplayCases.Pass pass, List<ChangeView> changes) {
        return new ReplayView(against.version(), with.version(), pass.compared(), pass.skipped(), pass.more(), changes);
    }
}
