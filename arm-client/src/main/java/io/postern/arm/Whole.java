package io.postern.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** A boundary in Azure's own JSON, as it is written whole: what is not ours in it is left alone. */
public sealed interface Whole permits WholeNsg, WholeFirewall {
    /** All that Azure showed of it, to be read only. */
    JsonNode body();

    /** Whether it has anything of that name. */
    boolean has(String name);

    /** The body without what has one of these names. */
    ObjectNode without(Collection<String> names);

    /** Whether Azure is still at work on it: then it shows already what it was asked for. */
    default boolean isUnderWay() {
        return Exchange.isInState("Updating", body());
    }

    /** Whether the last change ended badly: what it shows may not be what it does. */
    default boolean hasFailed() {
        return Exchange.isInState("Failed", body());
    }
}
