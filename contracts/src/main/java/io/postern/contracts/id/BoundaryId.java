package io.postern.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Resource id of a boundary that Postern writes rules to: a network security group, or an Azure Firewall. Two spellings that
 * differ in case are equal, as in Azure.
 */
public record BoundaryId(@JsonValue String value) {
    private static final String PROVIDER = "Microsoft.Network";
    private static final String NSG = "networkSecurityGroups";
    private static final String FIREWALL = "azureFirewalls";
    private static final Pattern NSG_FORM = ArmIds.form(PROVIDER, NSG, "[-\\w.]{1,80}");
    private static final Pattern FIREWALL_FORM = ArmIds.form(PROVIDER, FIREWALL, "[-\\w.]{1,80}");

    @JsonCreator
    public BoundaryId {
        value = FIREWALL_FORM.matcher(value).matches()
                ? ArmIds.canonical(FIREWALL_FORM, value, PROVIDER, FIREWALL, "a firewall id")
                : ArmIds.canonical(NSG_FORM, value, PROVIDER, NSG, "an NSG id");
    }

    /** Whether this is an Azure Firewall and no network security group. */
    public boolean isFirewall() {
        return value.contains("/" + FIREWALL + "/");
    }

    /** The form to key maps, rows and topics by: the same for every spelling of one resource. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    public String subscription() {
        return ArmIds.segment(value, 2);
    }

    public String resourceGroup() {
        return ArmIds.segment(value, 4);
    }

    public String name() {
        return ArmIds.segment(value, 8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BoundaryId that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
