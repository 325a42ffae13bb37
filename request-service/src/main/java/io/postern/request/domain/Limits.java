package io.postern.request.domain;

import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.util.Map;

/** The installation's own bounds: the shortest window, and which local addresses stand for which public ones. */
public record Limits(Duration shortest, Map<Cidr, Cidr> sourceMap) {
    /** No policy may offer more. */
    static final Duration LONGEST = Duration.ofHours(24);

    static final int TARGETS = 20;
    static final int PORTS = 20;
    static final int SOURCES = 10;

    public Limits {
        if (shortest.compareTo(Duration.ofSeconds(1)) < 0 || shortest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the shortest duration is between one second and a day");
        }
        sourceMap = Map.copyOf(sourceMap);
    }
}
