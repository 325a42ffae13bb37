package io.postern.portal.domain.finding;

import io.postern.portal.domain.AzureId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator must know.
 *
 * @param boundary where; null when it is about the enforcer itself
 */
public record Finding(
        @Nullable String boundary, String kind, @Nullable String rule, String detail, Instant since) {
    /** The worst first, and of these the newest. */
    public static final Comparator<Finding> ORDER = Comparator.comparing(
                    (Finding finding) -> finding.what().severity())
            .thenComparing(Comparator.comparing(Finding::since).reversed());

    public FindingKind what() {
        return FindingKind.named(kind);
    }

    /** The same for the same finding, as long as it lasts. */
    public String key() {
        return Integer.toHexString(Objects.hash(boundary, kind, rule)) + Long.toString(since.toEpochMilli(), 36);
    }

    /** Where it is, shortly. */
    public String where() {
        return boundary == null ? "The enforcer" : new AzureId(boundary).name();
    }

    /** Its boundary as part of an address. */
    public String place() {
        return boundary == null ? "" : URLEncoder.encode(boundary, StandardCharsets.UTF_8);
    }

    public String group() {
        return boundary == null ? "" : new AzureId(boundary).group();
    }

    /** Whether it is at an NSG, which can be shut on its own. */
    public boolean isAtNsg() {
        return boundary != null && boundary.toLowerCase(Locale.ROOT).contains("/networksecuritygroups/");
    }

    /** As a sentence, with a capital letter and a full stop. */
    public String sentence() {
        String text = detail.strip();
        if (text.isEmpty()) {
            return "";
        }
        String begun = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return begun.matches("(?s).*[.!?]") ? begun : begun + ".";
    }

    /** The commands that show it or put it right, to be run as they stand unless they say otherwise. */
    public List<String> commands() {
        return Commands.of(what(), boundary, rule == null ? "" : rule);
    }
}
