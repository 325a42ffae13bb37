package io.postern.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.world.ResourceType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How often ARM was asked, to be held against Azure's budgets: reads and writes by provider, of all callers or of one. */
public final class Counters {
    private static final String AUTHORIZATION = "Microsoft.Authorization";
    private static final String REST = "Microsoft.Resources";
    private static final String GRAPH = "Microsoft.Graph";

    /** What is counted: a caller (empty when the token told none) and a provider. */
    private record Key(String who, String provider) {}

    private static final class Count {
        private long reads;
        private long writes;
    }

    private final Map<Key, Count> counts = new HashMap<>();
    private Instant since;

    public Counters(Instant since) {
        this.since = since;
    }

    synchronized void count(Call call, String who) {
        Count count = counts.computeIfAbsent(new Key(who, provider(call.segments())), none -> new Count());
        if (call.writes()) {
            count.writes++;
        } else {
            count.reads++;
        }
    }

    synchronized void clear(Instant now) {
        counts.clear();
        since = now;
    }

    synchronized ObjectNode json(Optional<String> who) {
        Map<String, Count> sums = new TreeMap<>();
        Count all = new Count();
        counts.forEach((key, count) -> {
            if (who.filter(one -> !one.equalsIgnoreCase(key.who())).isEmpty()) {
                add(sums.computeIfAbsent(key.provider(), none -> new Count()), count);
                add(all, count);
            }
        });
        ObjectNode json = Json.object().put("since", since.toString());
        json.put("reads", all.reads).put("writes", all.writes);
        ObjectNode providers = json.putObject("providers");
        sums.forEach((provider, sum) ->
                providers.putObject(provider).put("reads", sum.reads).put("writes", sum.writes));
        return json;
    }

    private static void add(Count sum, Count more) {
        sum.reads += more.reads;
        sum.writes += more.writes;
    }

    /** The provider that answers; what names none that is known, as a list of resource groups, is the resource manager's own. */
    private static String provider(List<String> path) {
        if (!path.isEmpty() && path.getFirst().equalsIgnoreCase("v1.0")) {
            return GRAPH;
        }
        for (int i = path.size() - 2; i >= 0; i--) {
            if (path.get(i).equalsIgnoreCase("providers")) {
                String named = path.get(i + 1);
                return named.equalsIgnoreCase(AUTHORIZATION)
                        ? AUTHORIZATION
                        : ResourceType.namespace(named).orElse(REST);
            }
        }
        return REST;
    }
}
