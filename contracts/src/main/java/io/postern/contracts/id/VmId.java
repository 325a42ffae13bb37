package io.postern.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** Resource id of an Azure virtual machine. Two spellings that differ in case are equal, as in Azure. */
public record VmId(@JsonValue String value) {
    private static final String PROVIDER = "Microsoft.Compute";
    private static final String TYPE = "virtualMachines";
    private static final Pattern FORM = ArmIds.form(PROVIDER, TYPE, "[-\\w.]{1,64}");

    @JsonCreator
    public VmId {
        value = ArmIds.canonical(FORM, value, PROVIDER, TYPE, "a VM id");
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
        return other instanceof VmId that && key().equals(that.key());
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
