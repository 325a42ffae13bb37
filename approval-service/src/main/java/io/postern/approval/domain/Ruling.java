package io.postern.approval.domain;

import java.util.List;

/** What the approval policy says about a request whose requester holds the right. */
public sealed interface Ruling {
    /** The name of the policy rule that says so. */
    String rule();

    /** Nobody needs to be asked. */
    record Automatic(String rule) implements Ruling {}

    /** So many distinct members of these groups must agree. */
    record NeedsApprovers(int approvals, List<String> groups, String rule) implements Ruling {
        public NeedsApprovers {
            groups = List.copyOf(groups);
            if (approvals < 1) {
                throw new IllegalArgumentException("nobody to ask is no need for approvers");
            }
        }
    }
}
