package io.postern.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** Resource id of a network security group, the boundary that Postern writes rules to. Two spellings that differ in case are equal, as in Azure. */
public record NsgId(@JsonValue String value) {
    private static final String PROVIDER = "Microsoft.Network";
    private static final String TYPE = "networkSecurityGroups";
    private static final Pattern FORM = ArmIds.form(PROVIDER, TYPE, "[-\\w.]{1,80}");

    @JsonCreator
    public NsgId {
        value = ArmIds.canonical(FORM, value, PROVIDER, TYPE, "an NSG id");
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
        return other instanceof NsgId that && key().equals(that.key());
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
