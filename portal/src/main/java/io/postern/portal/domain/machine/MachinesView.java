package io.postern.portal.domain.machine;

import io.postern.portal.domain.Person;
import io.postern.portal.domain.Right;
import java.util.Arrays;
import java.util.List;

/** The list of VMs as one person sees it. {@code trouble} is shown in its place when it is not empty. */
public record MachinesView(
        MachineFilter filter, MachineSlice slice, List<ResourceGroup> groups, String trouble, Person person) {
    /** Where the list is, and where its part that changes is. */
    public static final String PAGE = "/virtual-machines";

    private static final String ROWS = PAGE + "/rows";

    public MachinesView {
        groups = List.copyOf(groups);
    }

    public List<MachineList> lists() {
        return Arrays.asList(MachineList.values());
    }

    public String href(MachineList list) {
        return href(PAGE, filter.in(list));
    }

    /** This very list. */
    public String address() {
        return href(PAGE, filter);
    }

    public String rowsAddress() {
        return href(ROWS, filter);
    }

    public String nextAddress() {
        return slice.next().isEmpty() ? "" : href(PAGE, filter.from(slice.next()));
    }

    /** The beginning of this list; empty when one is there. */
    public String firstAddress() {
        return filter.after().isEmpty() ? "" : href(PAGE, filter.from(""));
    }

    /** The whole list, whatever is looked for now. */
    public String wholeAddress() {
        return href(PAGE, filter.whole());
    }

    /** The list as it is after a press on the head of a column. */
    public String sortAddress(String column) {
        return href(PAGE, filter.by(filter.order().pressed(column)));
    }

    /** How it is sorted by a column now. */
    public String sorted(String column) {
        return filter.order().spoken(column);
    }

    public List<String> subscriptions() {
        return groups.stream().map(ResourceGroup::subscription).distinct().toList();
    }

    public List<ResourceGroup> groupsOf(String subscription) {
        return groups.stream()
                .filter(group -> group.subscription().equals(subscription))
                .toList();
    }

    public boolean configures() {
        return person.may(Right.CONFIGURE);
    }

    public boolean requests() {
        return person.may(Right.REQUEST);
    }

    /** Whether rows can be chosen to do something with them all. */
    public boolean isChoosing() {
        return configures()
                && filter.list() == MachineList.NOT_CONFIGURED
                && !slice.value().isEmpty();
    }

    /**
     * When the list is worth another look: when a request changes, and for a while after a policy did. Now and then in any case,
     * because what changes while somebody searches may be too late for what is found.
     */
    public String refreshes() {
        boolean settling = slice.value().stream().anyMatch(Machine::isSettling);
        return "live:changed from:body, every " + (settling ? "3s" : "60s");
    }

    private static String href(String path, MachineFilter filter) {
        return Link.to(path)
                .with("list", filter.list().word())
                .with("name", filter.name())
                .with("health", filter.health())
                .with("subscription", filter.subscription())
                .with("group", filter.group())
                .with("order", filter.order().word())
                .with("after", filter.after())
                .toString();
    }
}
