package io.postern.simulation.world;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.azure.Azure;
import io.postern.simulation.oracle.PeoplesLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Others who write to the same NSGs: they add rules, edit ours, wipe them, bring old ones back, and delete whole NSGs. */
final class Foreigners {
    private static final String ME = "foreigner";

    private final Surroundings world;
    private final Azure azure;
    private final List<SecurityRule> remembered = new ArrayList<>();
    private final PeoplesLog log;
    private int made;

    Foreigners(Surroundings world, Azure azure, PeoplesLog log) {
        this.log = log;
        this.world = world;
        this.azure = azure;
    }

    void act() {
        BoundaryId nsg = world.chance().of(azure.boundaries());
        List<SecurityRule> ours =
                azure.rules(nsg).stream().filter(Foreigners::isOurs).toList();
        ours.forEach(rule -> {
            if (remembered.size() < 20) {
                remembered.add(rule);
            }
        });
        switch (world.chance().between(0, 6)) {
            case 0, 1 -> add(nsg);
            case 2 ->
                drop(nsg, ours.isEmpty() ? List.of() : List.of(world.chance().of(ours)));
            case 3 -> drop(nsg, ours);
            case 4 -> edit(nsg, ours);
            case 5 -> bringBack(nsg);
            default ->
                drop(
                        nsg,
                        azure.rules(nsg).stream()
                                .filter(rule -> !isOurs(rule))
                                .limit(1)
                                .toList());
        }
    }

    void add(BoundaryId nsg) {
        Access access = world.chance().in1000(700) ? Access.ALLOW : Access.DENY;
        int priority = access == Access.ALLOW
                ? world.chance().between(200, 4000)
                : world.chance().between(1500, 4000);
        boolean inbound = world.chance().in1000(800);
        String port = world.chance().of(List.of("80", "443", "22", "*"));
        String name = "their-rule-" + ++made;
        if (azure.set(nsg, name, rule(name, priority, inbound, access, port), ME)) {
            world.trace().note(ME, "adds " + name + " at " + nsg.name() + " " + priority + " " + access + " " + port);
        }
    }

    private static SecurityRule rule(String name, int priority, boolean inbound, Access access, String port) {
        return new SecurityRule(
                name,
                priority,
                inbound,
                access,
                "Tcp",
                List.of("*"),
                List.of("*"),
                List.of("*"),
                List.of(port),
                "",
                true);
    }

    /** An NSG has hardly any room left, in rules or in addresses; after a while it has, sometimes. */
    void fill(Duration pause) {
        BoundaryId nsg = world.chance().of(azure.boundaries());
        boolean manyRules = world.chance().in1000(500);
        List<SecurityRule> filler = manyRules
                ? manyRules(world.chance().between(944, 952) - azure.rules(nsg).size())
                : List.of(outbound("their-filler", 100, world.chance().between(3_788, 3_802)));
        world.trace().note(ME, "fills " + nsg.name() + (manyRules ? " with rules" : " with addresses"));
        azure.setAll(nsg, filler, ME);
        if (world.chance().in1000(500)) {
            world.kernel().after(azure.owner(), pause, () -> azure.dropAll(nsg, filler, ME));
        }
    }

    private static List<SecurityRule> manyRules(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> outbound("their-filler-" + i, 100 + i, 1))
                .toList();
    }

    private static SecurityRule outbound(String name, int priority, int addresses) {
        List<String> sources = IntStream.range(0, addresses)
                .mapToObj(i -> "192.0." + i / 256 + "." + i % 256)
                .toList();
        return new SecurityRule(
                name,
                priority,
                false,
                Access.ALLOW,
                "Tcp",
                sources,
                List.of("*"),
                List.of("*"),
                List.of("443"),
                "",
                true);
    }

    private void drop(BoundaryId nsg, List<SecurityRule> rules) {
        rules.forEach(rule -> {
            world.trace().note(ME, "drops " + rule.name() + " at " + nsg.name());
            azure.set(nsg, rule.name(), null, ME);
        });
    }

    private void edit(BoundaryId nsg, List<SecurityRule> ours) {
        if (ours.isEmpty()) {
            return;
        }
        SecurityRule rule = world.chance().of(ours);
        SecurityRule wider = new SecurityRule(
                rule.name(),
                rule.priority(),
                world.chance().in1000(900),
                world.chance().in1000(800) ? rule.access() : Access.DENY,
                rule.protocol(),
                List.of("198.51.100.0/24"),
                rule.sourcePorts(),
                rule.destinations(),
                rule.ports(),
                rule.description(),
                true);
        world.trace().note(ME, "edits " + rule.name() + " at " + nsg.name());
        azure.set(nsg, rule.name(), wider, ME);
    }

    private void bringBack(BoundaryId nsg) {
        if (!remembered.isEmpty()) {
            SecurityRule rule = world.chance().of(remembered);
            world.trace().note(ME, "brings back " + rule.name() + " at " + nsg.name());
            azure.set(nsg, rule.name(), rule, ME);
        }
    }

    /** An NSG is deleted, and after a while there is one of the same name again. */
    void replace(Duration pause) {
        if (azure.boundaries().size() < 2) {
            return;
        }
        BoundaryId nsg = world.chance().of(azure.boundaries());
        log.boundaryDeleted(nsg);
        world.trace().note(ME, "deletes " + nsg.name());
        azure.delete(nsg, ME, pause);
        world.kernel().after(azure.owner(), pause, () -> {
            world.trace().note(ME, "makes " + nsg.name() + " anew");
            azure.create(nsg);
        });
    }

    private static boolean isOurs(SecurityRule rule) {
        return RuleName.parse(Surroundings.INSTANCE, rule.name()).isPresent();
    }
}
