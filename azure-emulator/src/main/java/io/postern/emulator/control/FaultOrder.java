package io.postern.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An order to go wrong: which requests it strikes, how often, for how long and how likely, and what it does to them.
 *
 * @param times 0 is without end
 * @param harms one for every strike; several are for the first, the second … attempt at each URL
 * @param perUrl how many of them each URL meets; the next URL goes on where the one before it ends
 */
record FaultOrder(
        Aim aim,
        int times,
        Optional<Duration> lasting,
        double chance,
        long seed,
        boolean eachUrl,
        int perUrl,
        List<Harm> harms) {
    private static final Set<String> OWN = Set.of("times", "for", "chance", "seed", "eachUrl", "perUrl");

    FaultOrder {
        harms = List.copyOf(harms);
    }

    /** Reads an order; an {@link IllegalArgumentException} says what is wrong with it. */
    static FaultOrder read(JsonNode json) {
        Fields fields = new Fields(json);
        Set<String> known = new TreeSet<>(OWN);
        known.addAll(Aim.FIELDS);
        known.addAll(Harm.FIELDS);
        fields.only(known);
        boolean eachUrl = fields.has("eachUrl");
        List<Harm> harms = eachUrl ? each(fields) : List.of(Harm.read(fields));
        boolean open = Stream.of("for", "chance", "eachUrl", "stale", "date").anyMatch(fields::has);
        FaultOrder order = new FaultOrder(
                Aim.read(fields, usuallyOn(fields)),
                fields.number("times", open ? 0 : 1, 1),
                fields.duration("for"),
                chance(fields),
                seed(fields),
                eachUrl,
                fields.number("perUrl", harms.size(), 1),
                harms);
        order.checkSense();
        return order;
    }

    private static List<Harm> each(Fields fields) {
        JsonNode list = fields.at("eachUrl");
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException(
                    "'eachUrl' is a list of statuses, drops or objects, such as [429, \"reset\"]");
        }
        for (String field : Harm.FIELDS) {
            if (fields.has(field)) {
                throw new IllegalArgumentException("with 'eachUrl', '" + field + "' stands in its entries");
            }
        }
        return list.valueStream().map(Harm::entry).toList();
    }

    private static String usuallyOn(Fields fields) {
        return fields.has("stale") ? "read" : fields.has("date") ? "any" : "write";
    }

    private static double chance(Fields fields) {
        JsonNode chance = fields.at("chance");
        if (chance.isMissingNode()) {
            return 1;
        }
        if (!chance.isNumber() || !(chance.asDouble() > 0) || chance.asDouble() > 1) {
            throw new IllegalArgumentException("'chance' is a number above 0 and up to 1");
        }
        return chance.asDouble();
    }

    private static long seed(Fields fields) {
        JsonNode seed = fields.at("seed");
        if (!seed.isMissingNode() && (!seed.canConvertToLong() || !seed.isIntegralNumber() || !fields.has("chance"))) {
            throw new IllegalArgumentException("'seed' is a whole number beside a 'chance'");
        }
        return seed.asLong(0);
    }

    private void checkSense() {
        if (perUrl > harms.size() || (!eachUrl && perUrl > 1)) {
            throw new IllegalArgumentException("'perUrl' is how many of 'eachUrl' a URL meets, at most all of them");
        }
        for (Harm harm : harms) {
            if (harm.retryAfter().isRest() && lasting.isEmpty()) {
                throw new IllegalArgumentException("'retryAfter' is the rest of 'for', which is missing");
            }
            if (harm.stale().isPresent() && !aim.on().equals("read")) {
                throw new IllegalArgumentException("only reads can be stale: 'on' is read");
            }
            if (harm.fate().isPresent() && aim.on().equals("read")) {
                throw new IllegalArgumentException("only writes start operations: 'on' is write or any");
            }
        }
    }

    boolean remembers() {
        return harms.stream().anyMatch(harm -> harm.stale().isPresent());
    }

    boolean strikes(Call call, String caller) {
        return aim.fits(call, caller);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        aim.writeTo(json);
        lasting.ifPresent(time -> json.put("for", time.toString()));
        if (chance < 1) {
            json.put("chance", chance).put("seed", seed);
        }
        if (eachUrl) {
            var list = json.putArray("eachUrl");
            harms.forEach(harm -> harm.writeTo(list.addObject()));
            json.put("perUrl", perUrl);
        } else {
            harms.getFirst().writeTo(json);
        }
        return json;
    }
}
