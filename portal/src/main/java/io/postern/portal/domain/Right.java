package io.postern.portal.domain;

/** A right that an administrator gives people by an app role. */
public enum Right {
    REQUEST("Postern.Request", "ask for access to VMs"),
    CONFIGURE("Postern.Configure", "protect VMs and change their policies"),
    READ("Postern.Read", "see everybody's requests, the trail and the findings");

    private final String role;
    private final String allows;

    Right(String role, String allows) {
        this.role = role;
        this.allows = allows;
    }

    /** The app role's value, as tokens carry it. */
    public String role() {
        return role;
    }

    /** What it lets one do, to follow "to". */
    public String allows() {
        return allows;
    }
}
