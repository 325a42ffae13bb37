package io.postern.emulator.arm;

import io.postern.emulator.world.World;
import java.util.Optional;

/**
 * What is out of the ordinary about one request.
 *
 * @param fate how the operation that it starts ends
 * @param past the older world out of which it is answered
 */
public record Circumstances(Optional<Fate> fate, Optional<World> past) {
    /** Nothing is. */
    public static final Circumstances USUAL = new Circumstances(Optional.empty(), Optional.empty());
}
