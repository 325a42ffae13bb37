package io.postern.emulator.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who has used how much of Azure's limits; a request that finds one exhausted gets 429 and is not carried out. */
public final class Budgets {
    private static final String NETWORK = "Microsoft.Network";

    private final Regions regions;
    private final Map<String, Meter> principals = new TreeMap<>();
    private final Map<String, Meter> network = new TreeMap<>();
    private Limits limits;

    public Budgets(Limits limits, Regions regions) {
        this.limits = limits;
        this.regions = regions;
    }

    /** Whether a group that is being written refuses the next write. */
    public synchronized boolean refusesBusy() {
        return limits.refusesBusy();
    }

    /** Takes what a request costs; the refusal when there is not enough. Hold the world's lock. */
    public synchronized Optional<Reply> refusal(Call call, String who) {
        boolean limited = !limits.off();
        String subscription = call.is(0, "subscriptions") && call.segments().size() > 1
                ? call.segments().get(1).toLowerCase(Locale.ROOT)
                : "-";
        String kind = kind(call);
        Meter own = principals.computeIfAbsent(
                subscription + " " + who + " " + kind, none -> new TokenBucket(rate(kind), call.at()));
        Optional<Duration> wait = own.take(call.at(), limited);
        if (wait.isPresent()) {
            return wait.map(w -> refused(
                    "SubscriptionRequestsThrottled",
                    "Number of '" + kind + "' requests of '" + who + "' for subscription '" + subscription
                            + "' exceeded.",
                    w));
        }
        if (!regions.isFor(call, NETWORK)) {
            return Optional.empty();
        }
        String region = regions.of(call);
        String share = call.writes() ? "writes" : "reads";
        return windows(subscription + " " + region + " " + share, call.writes())
                .take(call.at(), limited)
                .map(w -> refused(
                        "TooManyRequests",
                        "The limit of " + share + " of " + NETWORK + " in region '" + region + "' of subscription '"
                                + subscription + "' has been reached.",
                        w));
    }

    private static String kind(Call call) {
        return !call.writes() ? "reads" : call.method().equals("DELETE") ? "deletes" : "writes";
    }

    private Limits.Rate rate(String kind) {
        return switch (kind) {
            case "reads" -> limits.reads();
            case "deletes" -> limits.deletes();
            default -> limits.writes();
        };
    }

    private Meter windows(String key, boolean writes) {
        return network.computeIfAbsent(
                key,
                none -> new FixedWindow(
                        writes ? limits.networkWrites() : limits.networkReads(), limits.networkWindow()));
    }

    private static Reply refused(String code, String message, Duration wait) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", code)
                .put("message", message + " Please try again after '" + wait.toSeconds() + "' seconds.");
        return Reply.of(429, body).with("Retry-After", Long.toString(wait.toSeconds()));
    }

    /** Changes the limits; all budgets are full again. */
    public synchronized ObjectNode change(JsonNode order) {
        limits = limits.changed(order);
        principals.clear();
        network.clear();
        return limits.json();
    }

    public synchronized ObjectNode limits() {
        return limits.json();
    }

    /** What was taken of each budget, what is left of it, and how many were refused. */
    public synchronized ObjectNode json(Instant now) {
        ObjectNode json = Json.object();
        each(json.putArray("network"), network, "region", now);
        each(json.putArray("principals"), principals, "who", now);
        return json;
    }

    private void each(ArrayNode all, Map<String, Meter> meters, String second, Instant now) {
        meters.forEach((key, meter) -> {
            String[] names = key.split(" ", -1);
            ObjectNode one = all.addObject().put("subscription", names[0]).put(second, names[1]);
            one.put("of", names[2]).put("taken", meter.taken()).put("refused", meter.refused());
            if (!limits.off()) {
                one.put("left", meter.left(now));
            }
        });
    }
}
