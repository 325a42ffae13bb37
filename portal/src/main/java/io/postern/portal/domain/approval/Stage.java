package io.postern.portal.domain.approval;

import java.util.List;

/** A rule that asks so many people of any of these groups, and how many of them have agreed. */
public record Stage(String rule, List<String> groups, int approvals, int filled) {
    public Stage {
        groups = groups == null ? List.of() : List.copyOf(groups);
    }
}
