package io.postern.emulator.control;

import io.postern.emulator.arm.ArmEndpoints;
import io.postern.emulator.arm.Identity;
import io.postern.emulator.entra.Tokens;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Endpoint;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.World;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** ARM behind the fault orders, with its history: effect and entry are one step under the world's lock. */
public final class ArmFront implements Endpoint {
    private final ArmEndpoints arm;
    private final Tokens tokens;
    private final World world;
    private final Faults faults;
    private final History history;
    private final Counters counters;
    private final Clock clock;

    public ArmFront(
            ArmEndpoints arm,
            Tokens tokens,
            World world,
            Faults faults,
            History history,
            Counters counters,
            Clock clock) {
        this.arm = arm;
        this.tokens = tokens;
        this.world = world;
        this.faults = faults;
        this.history = history;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public Reply answer(Call call) {
        Identity identity = Identity.of(call, tokens);
        counters.count(call, identity.name());
        Optional<FaultOrder> fault = faults.take(call, identity.name());
        fault.map(FaultOrder::latency).ifPresent(ArmFront::pause);
        Optional<FaultOrder.Drop> drop = fault.map(FaultOrder::drop);
        if (drop.filter(FaultOrder.Drop.BEFORE::equals).isPresent()) {
            return Reply.DROPPED;
        }
        Reply reply = world.locked(() -> {
            Call now = call.at(clock.instant());
            Reply answer = fault.filter(f -> f.status() != 0)
                    .map(ArmFront::failure)
                    .orElseGet(() -> arm.answer(now, identity));
            if (call.writes()) {
                history.add(now, identity.name(), answer);
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
