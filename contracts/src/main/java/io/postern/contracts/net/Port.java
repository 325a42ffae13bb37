package io.postern.contracts.net;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A TCP or UDP port, 1 to 65535. */
public record Port(@JsonValue int number) implements Comparable<Port> {
    @JsonCreator
    public Port {
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + number);
        }
    }

    @Override
    public int compareTo(Port other) {
        return Integer.compare(number, other.number);
    }
}
