package io.postern.audit.domain;

import java.util.Locale;

/** A port of a VM. */
public record Door(String vm, String port) {
    /** Ids of Azure are the same in any case. */
    public Door {
        vm = vm.toLowerCase(Locale.ROOT);
    }

    public boolean isAt(String other) {
        return vm.equals(other.toLowerCase(Locale.ROOT));
    }
}
