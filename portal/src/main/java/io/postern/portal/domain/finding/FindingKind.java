package io.postern.portal.domain.finding;

import static io.postern.portal.domain.finding.Severity.HIGH;
import static io.postern.portal.domain.finding.Severity.LOW;
import static io.postern.portal.domain.finding.Severity.MEDIUM;

import java.util.Arrays;

/** What can be wrong, how bad that is, and what to do about it. */
public enum FindingKind {
    BYPASS(
            "bypass",
            "Bypass",
            HIGH,
            "Talk to whoever owns the foreign rule: it goes, or gets a higher number. Postern never changes foreign rules."),
    INEFFECTIVE(
            "ineffective",
            "Opening without effect",
            MEDIUM,
            "A foreign rule stands before the opening. Give that rule a higher number, or take it away."),
    LOCKED(
            "locked",
            "Management lock",
            HIGH,
            "Remove the lock, or take the rule away by hand; Postern goes on trying."),
    FORBIDDEN(
            "forbidden",
            "Right is lacking",
            HIGH,
            "Give the identity of the enforcer the right that is named, at this boundary or above it."),
    CLOCK("clock", "Clocks differ", HIGH, "Repair the time service. Nothing is opened meanwhile; closing goes on."),
    WIPED(
            "wiped",
            "Rule was taken away",
            MEDIUM,
            "Postern writes it again by itself. Find out who took it away, so that it does not happen again."),
    ALTERED(
            "altered",
            "Rule was changed",
            MEDIUM,
            "Postern puts it right by itself. Find out who changed it, so that it does not happen again."),
    ORPHAN_ALLOW(
            "orphan-allow",
            "Orphaned opening",
            MEDIUM,
            "Postern has removed it already. Find out who wrote it: it looked like one of Postern's."),
    UNRECORDED_DENY(
            "unrecorded-deny",
            "Deny without a record",
            LOW,
            "It is kept, because it shuts. If the VM is not to be protected, take it away by hand."),
    RULES_ONLY(
            "rules-only",
            "Written one by one",
            LOW,
            "Give the right to write whole NSGs: then many openings and closings go in one write."),
    POLICY_UNANSWERED(
            "policy-unanswered",
            "Policy is not known",
            MEDIUM,
            "Bring request-service back. Until it has answered, the VM stays shut rather than open."),
    NO_UNPROTECT(
            "no-unprotect",
            "Protection cannot be lifted",
            LOW,
            "Repair what is named; until then no baseline is taken away."),
    OTHER("", "Finding", MEDIUM, "See the log of the enforcer.");

    private final String word;
    private final String title;
    private final Severity severity;
    private final String todo;

    FindingKind(String word, String title, Severity severity, String todo) {
        this.word = word;
        this.title = title;
        this.severity = severity;
        this.todo = todo;
    }

    /** The kind that the API calls so; a word of a newer version is some other. */
    public static FindingKind named(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElse(OTHER);
    }

    public String title() {
        return title;
    }

    public Severity severity() {
        return severity;
    }

    /** What to do, in a sentence. */
    public String todo() {
        return todo;
    }
}
