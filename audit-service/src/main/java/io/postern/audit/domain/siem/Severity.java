package io.postern.audit.domain.siem;

/** How much attention an event deserves: the severities of OCSF and ASIM. */
enum Severity {
    INFORMATIONAL(1, "Informational", "Informational"),
    LOW(2, "Low", "Low"),
    MEDIUM(3, "Medium", "Medium"),
    HIGH(4, "High", "High"),
    CRITICAL(5, "Critical", "High");

    final int ocsf;
    final String caption;
    final String asim;

    Severity(int ocsf, String caption, String asim) {
        this.ocsf = ocsf;
        this.caption = caption;
        this.asim = asim;
    }
}
