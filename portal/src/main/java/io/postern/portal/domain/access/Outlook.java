package io.postern.portal.domain.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a wish while it is being written.
 *
 * @param missing everything that stands against it, a sentence each
 * @param glass whether it could be had at once as an emergency
 * @param atOnce the longest of the usual lengths that nobody would be asked for, if this one needs somebody
 */
public record Outlook(
        Kind kind,
        String text,
        List<String> missing,
        @Nullable DryRun said,
        boolean glass,
        @Nullable Choice atOnce) {
    /** What it comes to. */
    public enum Kind {
        AT_ONCE("Approved at once", "ok", "success"),
        ASKS("Needs approval", "note", "people"),
        EMERGENCY("Opened at once as an emergency", "warn", "warning"),
        NO("Not possible as it stands", "bad", "error"),
        THERE("You have this already", "note", "info"),
        STRONGER("Confirm that it is you first", "warn", "lock"),
        UNSAID("Cannot be said just now", "plain", "info"),
        INCOMPLETE("Not complete yet", "plain", "edit");

        private final String title;
        private final String pill;
        private final String icon;

        Kind(String title, String pill, String icon) {
            this.title = title;
            this.pill = pill;
            this.icon = icon;
        }

        public String title() {
            return title;
        }

        public String pill() {
            return pill;
        }

        public String icon() {
            return icon;
        }
    }

    /** Nothing can be said before these are there. */
    public static Outlook incomplete(List<String> missing) {
        return new Outlook(Kind.INCOMPLETE, "", missing, null, false, null);
    }

    public static Outlook no(String sentence, List<String> unmet) {
        return new Outlook(Kind.NO, "", unmet.isEmpty() ? List.of(sentence) : unmet, null, false, null);
    }

    public static Outlook unsaid(String sentence) {
        return new Outlook(Kind.UNSAID, sentence, List.of(), null, false, null);
    }

    /** The service asks for more than this sign-in when the wish is sent. */
    public static Outlook stronger() {
        String text =
                "The JIT policy of this VM asks for a stronger sign-in, such as one with a second factor. You are asked"
                        + " for it when you send this.";
        return new Outlook(Kind.STRONGER, text, List.of(), null, false, null);
    }

    /** What the services said; {@code missing} is what has yet to be filled in. */
    public static Outlook said(DryRun run, List<String> missing, boolean glass, @Nullable Choice atOnce) {
        DryRun.Forecast forecast = run.dryRun().approval();
        Optional<String> blocked = blocked(run);
        if (!run.id().isEmpty()) {
            return new Outlook(Kind.THERE, "The same request is there already.", missing, run, false, null);
        }
        if (blocked.isPresent()) {
            return new Outlook(Kind.NO, blocked.get(), missing, run, false, null);
        }
        return new Outlook(kind(forecast), forecast.detail(), missing(forecast, missing), run, glass, atOnce);
    }

    /** Whether it could be sent as it is. */
    public boolean ready() {
        return missing.isEmpty() && kind != Kind.NO && kind != Kind.INCOMPLETE;
    }

    /** Why the enforcer would not open it, if it would not. */
    private static Optional<String> blocked(DryRun run) {
        DryRun.Plan plan = run.dryRun().plan();
        return plan.held().isEmpty()
                ? plan.targets().stream()
                        .filter(DryRun.ForVm::impossible)
                        .map(target -> target.name() + ": " + target.detail())
                        .findFirst()
                : Optional.of(plan.held());
    }

    private static List<String> missing(DryRun.Forecast forecast, List<String> own) {
        DryRun.Refused refused = forecast.refused();
        if (refused == null || refused.unmet().isEmpty()) {
            return own;
        }
        List<String> all = new ArrayList<>(own);
        all.addAll(refused.unmet());
        return all;
    }

    private static Kind kind(DryRun.Forecast forecast) {
        return switch (forecast.decision()) {
            case "automatic" -> Kind.AT_ONCE;
            case "needs-approval" -> Kind.ASKS;
            case "break-glass" -> Kind.EMERGENCY;
            case "denied" -> Kind.NO;
            default -> Kind.UNSAID;
        };
    }
}
