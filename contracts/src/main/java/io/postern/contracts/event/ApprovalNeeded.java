package io.postern.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * No rule approves this request by itself: people must. Whoever is asked sees the request itself, whose digest is here.
 *
 * @param approvals how many distinct people, over all stages
 * @param approverGroups the groups of all stages
 * @param policyRule the names of the rules that ask
 * @param extension which extension of the request this is about, from 1; null for the request itself
 * @param stages who has to agree, stage by stage; all are asked at once, and nobody counts twice
 * @param requestDigest what an approver's proof has to name, see {@code RequestDigest}; null from a version without it
 * @param risk how much is at stake; null from a version without it
 * @param confirmAt the page on which the approver has to confirm with a fresh sign-in; null when a bot may bring the answer
 * @param lapsesAt when it is too late to answer; null from a version without it
 */
public record ApprovalNeeded(
        RequestId requestId,
        int approvals,
        List<String> approverGroups,
        String policyRule,
        String policyVersion,
        @Nullable Integer extension,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Stage> stages,
        @Nullable String requestDigest,
        @Nullable Risk risk,
        @Nullable String confirmAt,
        @Nullable Instant lapsesAt)
        implements PosternEvent {
    public ApprovalNeeded {
        approverGroups = List.copyOf(approverGroups);
        stages = stages == null ? List.of() : List.copyOf(stages);
    }

    @Override
    public String subject() {
        return requestId.value();
    }

    /**
     * So many distinct members of any of these groups.
     *
     * @param rule the rule that asks for it
     */
    public record Stage(String rule, List<String> groups, int approvals) {
        public Stage {
            groups = List.copyOf(groups);
        }
    }

    /** How much is at stake. */
    public enum Risk {
        LOW,
        MEDIUM,
        HIGH
    }
}
