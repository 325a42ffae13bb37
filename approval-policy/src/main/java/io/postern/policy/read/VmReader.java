package io.postern.policy.read;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.policy.TargetFacts;
import io.postern.policy.TargetFacts.Seen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the VMs of cases: by name what the inventory knows of them; those not listed it does not know. */
final class VmReader {
    private static final String[] KEYS = {"id", "location", "os", "tags", "status", "guard", "openPorts"};
    private static final String STRANGERS = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
            + "/providers/Microsoft.Compute/virtualMachines/";

    private final Map<String, Part> known;
    private final List<PortAccess> ports;

    VmReader(Map<String, Part> known, List<Integer> ports) {
        this.known = known;
        this.ports = ports.stream()
                .map(port -> new PortAccess(new Port(port), Protocol.TCP))
                .toList();
    }

    static void check(String name, Part part) {
        part.section(KEYS);
    }

    TargetFacts target(Part part) {
        String name = part.text();
        Part about = known.get(name);
        if (about == null) {
            return new TargetFacts(id(part, name), ports, null);
        }
        Section section = about.section(KEYS);
        return new TargetFacts(id(section.get("id").orElse(part), name), ports, seen(section));
    }

    private static VmId id(Part part, String name) {
        String written = part.text();
        try {
            return new VmId(written.startsWith("/") ? written : STRANGERS + name);
        } catch (IllegalArgumentException wrong) {
            throw part.fault("write the name or the resource id of a VM here, not " + written + ".");
        }
    }

    private static Seen seen(Section section) {
        Map<String, String> tags = new LinkedHashMap<>();
        section.get("tags", Part::anyNames)
                .ifPresent(all -> all.all().forEach((tag, value) -> tags.put(tag, value.text())));
        return new Seen(
                section.get("location", Part::text).orElse("westeurope"),
                section.get("os", Part::text).orElse("Linux"),
                tags,
                section.get("status", Part::text).orElse("PROTECTED"),
                section.get("guard", Part::text).orElse("NSG"),
                section.get("openPorts", Part::list).orElse(List.of()).stream()
                        .map(port -> port.number(1, 65_535))
                        .toList());
    }
}
