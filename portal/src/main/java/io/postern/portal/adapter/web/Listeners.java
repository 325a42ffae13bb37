package io.postern.portal.adapter.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How many open pages hear of changes: each holds a connection here and one at a service, so there are bounds. */
final class Listeners {
    /** What came of wanting a place. */
    enum Place {
        TAKEN,
        TOO_MANY_OF_ONE,
        TOO_MANY_HERE
    }

    private final int perPerson;
    private final int all;
    private final AtomicInteger here = new AtomicInteger();
    private final Map<String, Integer> ofEach = new ConcurrentHashMap<>();

    Listeners(int perPerson, int all) {
        this.perPerson = perPerson;
        this.all = all;
    }

    Place take(String person) {
        if (here.incrementAndGet() > all) {
            here.decrementAndGet();
            return Place.TOO_MANY_HERE;
        }
        AtomicBoolean taken = new AtomicBoolean();
        ofEach.compute(person, (_, now) -> {
            int before = now == null ? 0 : now;
            taken.set(before < perPerson);
            return taken.get() ? Integer.valueOf(before + 1) : now;
        });
        if (!taken.get()) {
            here.decrementAndGet();
        }
        return taken.get() ? Place.TAKEN : Place.TOO_MANY_OF_ONE;
    }

    /** Gives a place that was taken back; whoever took it does so once. */
    void leave(String person) {
        ofEach.computeIfPresent(person, (_, now) -> now > 1 ? Integer.valueOf(now - 1) : null);
        here.decrementAndGet();
    }

    int count() {
        return here.get();
    }
}
