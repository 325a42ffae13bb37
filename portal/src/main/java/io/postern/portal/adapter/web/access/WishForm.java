package io.postern.portal.adapter.web.access;

import io.postern.contracts.id.VmId;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.access.AccessRequest;
import io.postern.portal.domain.access.AskedVm;
import io.postern.portal.domain.access.Choice;
import io.postern.portal.domain.access.Favourite;
import io.postern.portal.domain.access.Habit;
import io.postern.portal.domain.access.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what was filled in, and fills in what is known beforehand. */
final class WishForm {
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int MOST_PORTS = 20;

    private WishForm() {}

    /** What nobody could have meant is left out; what is wrong for a reason the service says. */
    static Wish read(Map<String, List<String>> form) {
        String key = first(form, "key");
        return new Wish(
                vm(first(form, "vm")),
                form.getOrDefault("ports", List.of()).stream()
                        .filter(text -> PORT.matcher(text).matches())
                        .map(Integer::valueOf)
                        .distinct()
                        .limit(MOST_PORTS)
                        .toList(),
                !first(form, "from").equals("ranges"),
                first(form, "ranges"),
                first(form, "length"),
                first(form, "until"),
                first(form, "zone"),
                first(form, "reason"),
                first(form, "ticket"),
                first(form, "emergency").equals("on"),
                first(form, "confirm"),
                key.isEmpty() ? key() : key);
    }

    /** A form nobody has written in yet: one port is chosen, an hour, and the reason from the last time. */
    static Wish fresh(AskedVm vm, Optional<Habit> habit) {
        return new Wish(
                vm.id(),
                vm.ports().stream().limit(1).map(AskedVm.Port::port).toList(),
                true,
                "",
                Choice.first(vm.longest()),
                "",
                "",
                habit.map(Habit::reason).orElse(""),
                habit.map(Habit::ticket).orElse(""),
                false,
                "",
                key());
    }

    static Wish of(Favourite.Kept kept, AskedVm vm) {
        String length = kept.length().isEmpty() ? Choice.first(vm.longest()) : kept.length();
        return new Wish(
                vm.id(),
                kept.ports(),
                kept.mine(),
                kept.ranges(),
                length,
                "",
                "",
                kept.reason(),
                kept.ticket(),
                false,
                "",
                key());
    }

    /** The same as an earlier request, from where one is now. */
    static Wish again(AccessRequest request, AskedVm vm) {
        return new Wish(
                vm.id(),
                request.targets().stream()
                        .filter(target -> target.vm().equalsIgnoreCase(vm.id()))
                        .flatMap(target -> target.ports().stream())
                        .toList(),
                true,
                "",
                request.duration().isEmpty() ? Choice.first(vm.longest()) : request.duration(),
                "",
                "",
                request.justification(),
                request.ticket(),
                false,
                "",
                key());
    }

    /** The id of a VM as others may have written it into an address. */
    static String vm(String text) {
        try {
            return new VmId(text).value();
        } catch (IllegalArgumentException malformed) {
            throw Stop.refused(new Refusal(404, "", "This address names no VM.", List.of()));
        }
    }

    static String first(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).getFirst();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
