package io.postern.portal.domain.machine;

import java.util.List;

/** Some VMs of a list in its order; {@code next} is where the following begin, or empty; and how many each list has. */
public record MachineSlice(List<Machine> value, String next, Counts counts) {
    /** How many VMs each list has in all. */
    public record Counts(long configured, long notConfigured, long unsupported) {
        public long of(MachineList list) {
            return switch (list) {
                case CONFIGURED -> configured;
                case NOT_CONFIGURED -> notConfigured;
                case UNSUPPORTED -> unsupported;
            };
        }

        public boolean isEmpty() {
            return configured + notConfigured + unsupported == 0;
        }
    }

    /** No VMs, of nowhere. */
    public static final MachineSlice NONE = new MachineSlice(List.of(), "", new Counts(0, 0, 0));

    public MachineSlice {
        value = Blank.list(value);
        next = Blank.text(next);
    }
}
