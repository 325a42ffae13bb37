package io.postern.portal.domain.machine;

import io.postern.portal.domain.WellKnownPort;
import java.util.List;
import java.util.stream.Collectors;

/** A port that a JIT policy offers: from where, and for how long at most. */
public record OfferedPort(int port, String protocol, List<String> allowedSources, String maxDuration) {
    public OfferedPort {
        protocol = Blank.text(protocol);
        allowedSources = Blank.list(allowedSources);
        maxDuration = Blank.text(maxDuration);
    }

    /** What listens there by custom, or empty. */
    public String custom() {
        return WellKnownPort.custom(port);
    }

    public String protocolWord() {
        return protocol.equals("*") ? "Any" : protocol;
    }

    /** Where a request may come from, in words. */
    public String sourcesWord() {
        return allowedSources.stream()
                .map(source -> source.equals("*") ? "Per request" : source)
                .collect(Collectors.joining(", "));
    }

    public String longest() {
        return Length.words(maxDuration);
    }
}
