package io.postern.emulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fault orders that stand; the first that fits strikes and is spent once. */
public final class Faults {
    private final List<FaultOrder> orders = new ArrayList<>();

    synchronized void replace(List<FaultOrder> replacement) {
        orders.clear();
        orders.addAll(replacement);
    }

    synchronized Optional<FaultOrder> take(Call call, String caller) {
        for (int i = 0; i < orders.size(); i++) {
            FaultOrder order = orders.get(i);
            if (order.strikes(call, caller)) {
                if (order.times() == 1) {
                    orders.remove(i);
                } else {
                    orders.set(i, order.onceLess());
                }
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    synchronized ArrayNode json() {
        ArrayNode all = Json.object().putArray("orders");
        orders.forEach(order -> all.add(order.json()));
        return all;
    }
}
