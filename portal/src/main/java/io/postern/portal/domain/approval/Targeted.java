package io.postern.portal.domain.approval;

import io.postern.portal.domain.AzureId;
import java.util.List;
import java.util.stream.Collectors;

/** One VM with the ports asked for. */
public record Targeted(String vm, List<Integer> ports) {
    public Targeted {
        ports = ports == null ? List.of() : List.copyOf(ports);
    }

    public AzureId id() {
        return new AzureId(vm);
    }

    /** The ports as one text. */
    public String portsText() {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Several in a few words. */
    static String names(List<Targeted> targets) {
        return targets.stream().map(target -> target.id().name()).collect(Collectors.joining(", "));
    }
}
