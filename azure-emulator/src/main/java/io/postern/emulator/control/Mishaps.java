package io.postern.emulator.control;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.World;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Answers by way of the fault orders, and keeps history: effect and entry are one step under the world's lock. */
public final class Mishaps {
    private final World world;
    private final Faults faults;
    private final History history;
    private final Counters counters;
    private final Clock clock;

    public Mishaps(World world, Faults faults, History history, Counters counters, Clock clock) {
        this.world = world;
        this.faults = faults;
        this.history = history;
        this.counters = counters;
        this.clock = clock;
    }

    /** What somebody gets for a request: the fault ordered for it, else what the service behind says when its turn comes. */
    Reply answer(Call call, String who, Function<Call, Reply> service) {
        counters.count(call, who);
        Optional<FaultOrder> fault = faults.take(call, who);
        fault.map(FaultOrder::latency).ifPresent(Mishaps::pause);
        Optional<FaultOrder.Drop> drop = fault.map(FaultOrder::drop);
        if (drop.filter(FaultOrder.Drop.BEFORE::equals).isPresent()) {
            return Reply.DROPPED;
        }
        Reply reply = world.locked(() -> {
            Call now = call.at(clock.instant());
            Set<String> before = call.writes() ? RuleChange.rulesAt(world, call.path()) : Set.of();
            Reply answer =
                    fault.filter(f -> f.status() != 0).map(Mishaps::failure).orElseGet(() -> service.apply(now));
            if (call.writes()) {
                history.add(now, who, answer, RuleChange.between(before, RuleChange.rulesAt(world, call.path())));
            }
            return answer;
        });
        return drop.filter(FaultOrder.Drop.AFTER::equals).isPresent() ? Reply.DROPPED : reply;
    }

    private static Reply failure(FaultOrder fault) {
        var body = Json.object();
        body.putObject("error").put("code", fault.code()).put("message", fault.message());
        Reply reply = Reply.of(fault.status(), body);
        return fault.retryAfter() < 0 ? reply : reply.with("Retry-After", Integer.toString(fault.retryAfter()));
    }

    private static void pause(Duration latency) {
        try {
            Thread.sleep(latency);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
