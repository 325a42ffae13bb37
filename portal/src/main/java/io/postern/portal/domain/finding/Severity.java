package io.postern.portal.domain.finding;

/** How bad something is. */
public enum Severity {
    HIGH("High", "bad", "error"),
    MEDIUM("Medium", "warn", "warning"),
    LOW("Low", "note", "info");

    private final String word;
    private final String kind;
    private final String icon;

    Severity(String word, String kind, String icon) {
        this.word = word;
        this.kind = kind;
        this.icon = icon;
    }

    public String word() {
        return word;
    }

    /** The kind of pill that shows it. */
    public String kind() {
        return kind;
    }

    public String icon() {
        return icon;
    }
}
