package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.approval.app.PolicyVersions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The approval policy and its versions.
 *
 * @param current the version that this instance decides new requests by
 * @param fault what is wrong with this instance's policy file, for which reason it does not hold; null when nothing is
 * @param versions the one that was last told to hold, then those that came last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoliciesView(String current, @Nullable String fault, List<Version> versions) {
    /**
     * One version.
     *
     * @param text only where one version is asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            String version,
            Instant firstSeen,
            boolean current,
            @Nullable String text) {
        static Version of(PolicyVersions.Kept kept) {
            return new Version(kept.version(), kept.firstSeen(), kept.current(), null);
        }

        static Version of(PolicyVersions.Written written) {
            PolicyVersions.Kept kept = written.kept();
            return new Version(kept.version(), kept.firstSeen(), kept.current(), written.text());
        }
    }
}
