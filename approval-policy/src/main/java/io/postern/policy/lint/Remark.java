package io.postern.policy.lint;

/**
 * Something about a policy that its author should look at.
 *
 * @param rule the rule, or the part of the policy, that it is about
 */
public record Remark(Severity severity, String rule, String sentence) {
    /** How bad it is. */
    public enum Severity {
        /** The policy does not do what it says. */
        ERROR,
        /** It hardly can be meant. */
        WARNING,
        /** Worth knowing. */
        HINT
    }

    static Remark error(String rule, String sentence) {
        return new Remark(Severity.ERROR, rule, sentence);
    }

    static Remark warning(String rule, String sentence) {
        return new Remark(Severity.WARNING, rule, sentence);
    }

    static Remark hint(String rule, String sentence) {
        return new Remark(Severity.HINT, rule, sentence);
    }
}
