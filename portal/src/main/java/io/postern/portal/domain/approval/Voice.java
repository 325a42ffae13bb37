package io.postern.portal.domain.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has answered.
 *
 * @param through the bot that brought it; null for an answer in person
 * @param counts whether it fills a place
 */
public record Voice(
        Someone approver,
        String name,
        String verdict,
        String comment,
        @Nullable Less narrow,
        @Nullable String through,
        boolean counts,
        Instant at) {
    public String kind() {
        return !counts ? "plain" : verdict.equals("approve") ? "ok" : "bad";
    }

    public String icon() {
        return verdict.equals("approve") ? "success" : "error";
    }

    /** What they did, after their name. */
    public String did() {
        String less = narrow == null || narrow.takesNothing() ? "" : ", but " + narrow.words();
        return (verdict.equals("approve") ? "approved" : "denied")
                + less
                + (through == null ? "" : " through " + through);
    }
}
