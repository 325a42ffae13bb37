package io.postern.simulation.bus;

import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventType;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.id.EventId;
import io.postern.simulation.kernel.Chance;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Carries events: in order for one subject on one topic, and in any order across them; at least once, unless they get lost. */
public final class Bus {
    public final BusWeather weather = new BusWeather();
    private final Kernel kernel;
    private final Chance chance;
    private final Trace trace;
    private final Supplier<EventId> ids;
    private final Owner self = new Owner("bus");
    private final List<Group> groups = new ArrayList<>();
    private java.util.function.Consumer<PosternEvent> taken = _ -> {};
    private final Map<String, Long> versions = new HashMap<>();

    public Bus(Kernel kernel, Chance chance, Trace trace, Supplier<EventId> ids) {
        this.kernel = kernel;
        this.chance = chance;
        this.trace = trace;
        this.ids = ids;
    }

    public Owner owner() {
        return self;
    }

    /** Has the events that are wanted delivered to one of the instances that run by then. */
    public void subscribe(String name, Predicate<PosternEvent> wanted, Supplier<List<Consumer>> instances) {
        groups.add(new Group(name, wanted, instances));
    }

    /** Who is told when an event was taken over by somebody, in a transaction that is committed. */
    public void onTaken(java.util.function.Consumer<PosternEvent> told) {
        taken = told;
    }

    /** Publishes what was committed; a relay that died in between does so later, or twice. */
    public void publish(PosternEvent event, Source source) {
        long version = versions.merge(source + event.subject(), 1L, Long::sum);
        Envelope envelope = new Envelope(ids.get(), source, version, kernel.now(), event);
        trace.note(source.wireName(), EventType.of(event) + " " + event.subject());
        for (Group group : groups) {
            if (group.wanted().test(event)) {
                enqueue(group, envelope);
            }
        }
    }

    private void enqueue(Group group, Envelope envelope) {
        // NB. whoever is to open may wait for ever for a lost event; nobody who is to close may
        if (envelope.event() instanceof Expired && chance.in1000(weather.lost)) {
            trace.note("bus", envelope.type() + " is lost for " + group.name());
            return;
        }
        String key = EventType.of(envelope.event()).topic() + " " + envelope.subject();
        Queue queue = group.queues().computeIfAbsent(key, _ -> new Queue(group));
        queue.waiting.addLast(envelope);
        if (chance.in1000(weather.twice)) {
            queue.waiting.addLast(envelope);
        }
        if (queue.waiting.size() == 1 || !queue.busy) {
            queue.soon();
        }
    }

    private record Group(
            String name,
            Predicate<PosternEvent> wanted,
            Supplier<List<Consumer>> instances,
            Map<String, Queue> queues) {
        Group(String name, Predicate<PosternEvent> wanted, Supplier<List<Consumer>> instances) {
            this(name, wanted, instances, new HashMap<>());
        }
    }

    /** What waits for one group about one subject. */
    private final class Queue {
        private static final Duration REBALANCE = Duration.ofSeconds(4);
        private final Group group;
        private final java.util.ArrayDeque<Envelope> waiting = new java.util.ArrayDeque<>();
        private boolean busy;
        private long attempt;

        Queue(Group group) {
            this.group = group;
        }

        void soon() {
            busy = true;
            Duration pause = chance.in1000(weather.slow) ? chance.millis(500, 30_000) : chance.millis(1, 15);
            kernel.after(self, pause, this::deliver);
        }

        private void again() {
            kernel.after(self, chance.millis(200, 2000), this::deliver);
        }

        private void deliver() {
            if (waiting.isEmpty()) {
                busy = false;
                return;
            }
            List<Consumer> running = group.instances().get().stream()
                    .filter(consumer -> consumer.owner().isRunning())
                    .toList();
            if (weather.away || running.isEmpty()) {
                again();
                return;
            }
            long mine = ++attempt;
            Envelope head = waiting.getFirst();
            Consumer consumer = chance.of(running);
            kernel.spawn(consumer.owner(), Duration.ZERO, () -> hand(consumer, head, mine));
            // NB. nobody hears from who died or froze; the group moves on without it
            kernel.after(self, REBALANCE, () -> {
                if (attempt == mine && waiting.peekFirst() == head) {
                    deliver();
                }
            });
        }

        private void hand(Consumer consumer, Envelope head, long mine) {
            try {
                consumer.take(head);
            } catch (RuntimeException e) {
                trace.note(consumer.owner().name(), "could not take " + head.type() + ": " + e.getMessage());
                kernel.after(self, Duration.ZERO, () -> {
                    if (attempt == mine) {
                        attempt++;
                        again();
                    }
                });
                return;
            }
            taken.accept(head.event());
            kernel.after(self, Duration.ZERO, () -> {
                if (waiting.peekFirst() == head && attempt == mine) {
                    waiting.removeFirst();
                    attempt++;
                    soon();
                }
            });
        }
    }
}
