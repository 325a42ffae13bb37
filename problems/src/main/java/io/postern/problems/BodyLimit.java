package io.postern.problems;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large a body may be: 64 KiB, unless the setting {@code postern.max-body-bytes} says otherwise. */
@Singleton
public class BodyLimit {
    private final int bytes;

    BodyLimit(@ConfigProperty(name = "postern.max-body-bytes", defaultValue = "65536") int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    static Problem exceeded(int bytes) {
        return Problem.of(413, "The body is larger than the " + bytes + " bytes that are read here.");
    }
}
