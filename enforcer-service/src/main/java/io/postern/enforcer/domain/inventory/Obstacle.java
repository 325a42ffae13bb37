package io.postern.enforcer.domain.inventory;

/** Something in the way of just-in-time access: a code, and a sentence that says what to do. */
public record Obstacle(String reason, String detail) {
    /** The reason when Azure does not show an NSG on the way to a VM, or whether there is one. */
    public static final String NSG_NOT_READABLE = "NsgNotReadable";

    static final String FIREWALL_POLICY = "FirewallPolicy";
}
