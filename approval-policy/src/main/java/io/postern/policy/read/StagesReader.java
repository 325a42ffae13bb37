package io.postern.policy.read;

import io.postern.policy.rule.Ask;
import java.util.ArrayList;
import java.util.List;

/** Reads stages: who is asked, and how many of them. */
final class StagesReader {
    private static final int MOST_STAGES = 10;
    private static final int MOST_PEOPLE = 10;

    private final Names names;

    StagesReader(Names names) {
        this.names = names;
    }

    List<Ask> read(Part stages) {
        List<Ask> asks = new ArrayList<>();
        for (Part stage : stages.list()) {
            Section section = stage.section("from", "count");
            asks.add(new Ask(
                    names.groupIds(section.need("from").oneOrMore()),
                    section.get("count", count -> count.number(1, MOST_PEOPLE)).orElse(1)));
        }
        if (asks.isEmpty() || asks.size() > MOST_STAGES) {
            throw stages.fault("write 1 to " + MOST_STAGES + " stages here.");
        }
        return asks;
    }
}
