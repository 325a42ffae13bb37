package io.postern.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** The items of all pages of a list, and what Azure's clock said at the first of them. */
public record ArmList(List<JsonNode> items, Instant serverTime) {
    public ArmList {
        items = List.copyOf(items);
    }
}
