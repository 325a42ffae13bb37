package io.postern.cli.command;

import java.util.Locale;

/** The name by which ssh remembers the host key of a VM, wherever the VM is reached today. */
final class SshName {
    private SshName() {}

    /** The parts of the id that tell VMs apart, the narrowest first. */
    static String of(String vm) {
        String[] parts = vm.toLowerCase(Locale.ROOT).split("/", -1);
        StringBuilder name = new StringBuilder(parts[parts.length - 1]);
        for (int part = parts.length - 2; part > 0; part--) {
            if (parts[part - 1].equals("resourcegroups") || parts[part - 1].equals("subscriptions")) {
                name.append('.').append(parts[part]);
            }
        }
        return name + ".postern";
    }
}
