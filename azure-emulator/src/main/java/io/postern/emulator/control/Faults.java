package io.postern.emulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.world.Past;
import io.postern.emulator.world.World;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fault orders that stand; the first that fits strikes and is spent once. */
public final class Faults {
    private final World world;
    private final Clock clock;
    private final List<StandingOrder> orders = new ArrayList<>();

    public Faults(World world, Clock clock) {
        this.world = world;
        this.clock = clock;
    }

    /** These orders stand from now on, instead of the ones before. */
    void replace(List<FaultOrder> replacement) {
        List<StandingOrder> standing = begun(replacement);
        synchronized (this) {
            orders.forEach(StandingOrder::close);
            orders.clear();
            orders.addAll(standing);
        }
    }

    /** These orders stand too, behind the ones before. */
    void add(List<FaultOrder> more) {
        List<StandingOrder> standing = begun(more);
        synchronized (this) {
            orders.addAll(standing);
        }
    }

    private List<StandingOrder> begun(List<FaultOrder> given) {
        Instant now = clock.instant();
        return given.stream()
                .map(order -> new StandingOrder(
                        order, now, order.remembers() ? Optional.of(Past.from(world, clock)) : Optional.empty()))
                .toList();
    }

    synchronized Optional<Strike> take(Call call, String caller, Instant now) {
        forget(now);
        for (StandingOrder order : orders) {
            Optional<Strike> strike = order.take(call, caller, now);
            if (strike.isPresent()) {
                forget(now);
                return strike;
            }
        }
        return Optional.empty();
    }

    private void forget(Instant now) {
        orders.removeIf(order -> {
            boolean spent = order.spent(now);
            if (spent) {
                order.close();
            }
            return spent;
        });
    }

    synchronized ArrayNode json() {
        forget(clock.instant());
        ArrayNode all = Json.object().putArray("orders");
        orders.forEach(order -> all.add(order.json()));
        return all;
    }
}
