package io.postern.cli.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an approver takes away from a request; nothing named takes nothing away. */
public record Less(Optional<Duration> duration, List<Integer> ports, List<String> sources) {
    public static final Less NONE = new Less(Optional.empty(), List.of(), List.of());

    public Less {
        ports = List.copyOf(ports);
        sources = List.copyOf(sources);
    }

    void addTo(ObjectNode decision) {
        if (equals(NONE)) {
            return;
        }
        ObjectNode narrow = decision.putObject("narrow");
        duration.ifPresent(length -> narrow.put("duration", length.toString()));
        if (!ports.isEmpty()) {
            ports.forEach(narrow.putArray("ports")::add);
        }
        if (!sources.isEmpty()) {
            sources.forEach(narrow.putArray("sources")::add);
        }
    }
}
