package io.postern.enforcer.domain.boundary;

/** Something at a boundary that an operator must know. */
public record Finding(Kind kind, String rule, String detail) {
    /** What is wrong, in the words of the API. */
    public enum Kind {
        ORPHAN_ALLOW("orphan-allow"),
        UNRECORDED_DENY("unrecorded-deny"),
        ALTERED("altered"),
        WIPED("wiped"),
        BYPASS("bypass"),
        INEFFECTIVE("ineffective"),
        FORBIDDEN("forbidden"),
        LOCKED("locked"),
        RULES_ONLY("rules-only"),
        CLOCK("clock"),
        POLICY_UNANSWERED("policy-unanswered"),
        NO_UNPROTECT("no-unprotect");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
