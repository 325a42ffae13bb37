package io.postern.audit.domain.siem;

/** How what was tried ended. */
enum Outcome {
    SUCCESS(1, "Success", "Success"),
    FAILURE(2, "Failure", "Failure"),
    /** It is due and not done: access that is over, and may still be open. */
    DUE(99, "Due", "NA");

    final int ocsf;
    final String caption;
    final String asim;

    Outcome(int ocsf, String caption, String asim) {
        this.ocsf = ocsf;
        this.caption = caption;
        this.asim = asim;
    }
}
