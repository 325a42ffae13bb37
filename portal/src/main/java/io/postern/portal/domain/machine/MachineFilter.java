package io.postern.portal.domain.machine;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which VMs a person looks for. {@code group} is a subscription, a slash and a resource group; {@code after} is the last VM
 * of the page before. Empty is no wish.
 */
public record MachineFilter(
        MachineList list,
        String name,
        String health,
        String subscription,
        String group,
        MachineOrder order,
        String after) {
    /** What names of VMs are made of: a search for anything else finds nothing. */
    private static final Pattern PART_OF_NAME = Pattern.compile("[-\\w.]{1,64}");

    private static final List<String> HEALTHS = List.of("healthy", "unhealthy", "not-applicable");

    public MachineFilter {
        name = name.strip();
        health = HEALTHS.contains(health) ? health : "";
        after = MachineId.read(after).isPresent() ? after : "";
    }

    /** Whether there can be a VM of such a name. */
    public boolean isPossible() {
        return name.isEmpty() || PART_OF_NAME.matcher(name).matches();
    }

    /** Whether anything is looked for but a whole list. */
    public boolean isNarrowed() {
        return !name.isEmpty() || !health.isEmpty() || !subscription.isEmpty() || !group.isEmpty();
    }

    /** The subscription that is meant, be it by its resource group. */
    public String wantedSubscription() {
        int slash = group.indexOf('/');
        return slash < 0 ? subscription : group.substring(0, slash);
    }

    public String wantedGroup() {
        return group.substring(group.indexOf('/') + 1);
    }

    public boolean names(ResourceGroup other) {
        return other.key().toLowerCase(Locale.ROOT).equals(group.toLowerCase(Locale.ROOT));
    }

    public MachineFilter in(MachineList other) {
        return new MachineFilter(other, name, health, subscription, group, order, "");
    }

    public MachineFilter from(String last) {
        return new MachineFilter(list, name, health, subscription, group, order, last);
    }

    public MachineFilter by(MachineOrder other) {
        return new MachineFilter(list, name, health, subscription, group, other, "");
    }

    /** The whole list in the same order. */
    public MachineFilter whole() {
        return new MachineFilter(list, "", "", "", "", order, "");
    }
}
