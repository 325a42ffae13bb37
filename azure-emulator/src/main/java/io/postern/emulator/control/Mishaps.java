package io.postern.emulator.control;

import io.postern.emulator.arm.ArmEndpoints;
import io.postern.emulator.arm.Circumstances;
import io.postern.emulator.http.Call;
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

    /** What an operation takes back by itself stands in the history too. */
    public void tellOfUndoing(ArmEndpoints arm) {
        arm.onUndo(history::add);
    }

    /** What stands behind the mishaps. */
    @FunctionalInterface
    interface Service {
        Reply answer(Call call, Circumstances circumstances);
    }

    /** What somebody gets for a request: the fault ordered for it, else what the service behind says when its turn comes. */
    Reply answer(Call call, String who, Service service) {
        counters.count(call, who);
        Optional<Strike> strike = faults.take(call, who, clock.instant());
        return strike.map(s -> struck(call, who, service, s))
                .orElseGet(() -> carriedOut(call, who, now -> service.answer(now, Circumstances.USUAL)));
    }

    private Reply struck(Call call, String who, Service service, Strike strike) {
        Harm harm = strike.harm();
        if (!harm.late()) {
            pause(harm.latency());
        }
        if (harm.drop().before()) {
            return Reply.of(503).ending(harm.drop().ending());
        }
        Optional<Reply> failure = strike.failure(call);
        Reply reply = carriedOut(
                call,
                who,
                now -> failure.filter(f -> !harm.late())
                        .orElseGet(() -> service.answer(now, strike.circumstances(now.at()))));
        if (harm.late()) {
            pause(harm.latency());
            reply = failure.orElse(reply);
        }
        return harm.marked(reply, clock.instant());
    }

    private Reply carriedOut(Call call, String who, Function<Call, Reply> how) {
        return world.locked(() -> {
            Call now = call.at(clock.instant());
            Set<String> before = call.writes() ? RuleChange.rulesAt(world, call.path()) : Set.of();
            Reply answer = how.apply(now);
            if (call.writes()) {
                history.add(now, who, answer, RuleChange.between(before, RuleChange.rulesAt(world, call.path())));
            }
            return answer;
        });
    }

    private static void pause(Duration latency) {
        try {
            Thread.sleep(latency);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
