package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Instances of the enforcer in one world, each of which can be stopped at any of its calls to the outside. */
final class Instances {
    private final World world;
    private final Map<String, Instance> all = new LinkedHashMap<>();
    private final Map<BoundaryId, Held> held = new HashMap<>();

    Instances(World world) {
        this.world = world;
    }

    Reconcile add(String name) {
        Instance instance = new Instance(name);
        all.put(name, instance);
        return world.instance(instance.network(), instance.work(), instance);
    }

    Leases leases(String name) {
        return all.get(name);
    }

    int calls(String name) {
        return all.get(name).calls;
    }

    boolean wasFrozen(String name) {
        return all.get(name).frozen;
    }

    boolean wasFrozenInAPut(String name) {
        return all.get(name).frozenInAPut;
    }

    void killAt(String name, int call) {
        Instance instance = all.get(name);
        instance.stopAt = call;
        instance.stop = () -> {
            instance.dead = true;
            throw new FakeAzure.Killed();
        };
    }

    /** Runs this in its place, as if it had been stopped and goes on afterwards. */
    void freezeAt(String name, int call, Runnable meanwhile) {
        Instance instance = all.get(name);
        instance.stopAt = call;
        instance.stop = meanwhile;
    }

    /** Lets the leases of those who are gone lapse. */
    void othersTakeOver() {
        world.forward(Duration.ofSeconds(10));
    }

    private record Held(String by, Instant until) {}

    private final class Instance implements Leases {
        private final String name;
        private int calls;
        private int stopAt = -1;
        private boolean dead;
        private boolean frozen;
        private boolean frozenInAPut;
        private Runnable stop = () -> {};

        Instance(String name) {
            this.name = name;
        }

        private void call(boolean put) {
            if (dead) {
                throw new FakeAzure.Killed();
            }
            if (calls++ == stopAt) {
                frozen = true;
                frozenInAPut = put;
                stop.run();
            }
        }

        @Override
        public boolean take(BoundaryId boundary) {
            call(false);
            if (world.record.down) {
                throw new IllegalStateException("the database is down");
            }
            Held by = held.get(boundary);
            boolean free = by == null || by.by().equals(name) || !by.until().isAfter(world.clock.instant());
            if (free) {
                held.put(boundary, new Held(name, world.clock.instant().plusSeconds(10)));
            }
            return free;
        }

        @Override
        public boolean stillMine(BoundaryId boundary) {
            call(false);
            Held by = held.get(boundary);
            return by != null && by.by().equals(name) && by.until().isAfter(world.clock.instant());
        }

        @Override
        public boolean isUncontested(BoundaryId boundary) {
            Held by = held.get(boundary);
            return by != null && by.by().equals(name);
        }

        @Override
        public void release(BoundaryId boundary) {
            call(false);
            held.computeIfPresent(boundary, (_, by) -> by.by().equals(name) ? null : by);
        }

        UnitOfWork work() {
            return new UnitOfWork() {
                @Override
                public <T> T call(Supplier<T> work) {
                    Instance.this.call(false);
                    return world.record.call(work);
                }

                @Override
                public void afterCommit(Runnable run) {
                    world.record.afterCommit(run);
                }
            };
        }

        NetworkRules network() {
            return new NetworkRules() {
                @Override
                public Reading read(BoundaryId boundary) {
                    call(false);
                    return world.azure.read(boundary);
                }

                @Override
                public Outcome put(BoundaryId boundary, RuleWrite write, BooleanSupplier hurry) {
                    call(true);
                    return world.azure.put(boundary, write, hurry);
                }

                @Override
                public Outcome delete(BoundaryId boundary, String rule, BooleanSupplier hurry) {
                    call(false);
                    return world.azure.delete(boundary, rule, hurry);
                }

                @Override
                public Outcome disarm(ObservedNsg seen, String rule, int priority, BooleanSupplier hurry) {
                    call(false);
                    return world.azure.disarm(seen, rule, priority, hurry);
                }

                @Override
                public Outcome replace(
                        ObservedNsg seen, List<String> removals, List<RuleWrite> writes, BooleanSupplier hurry) {
                    call(true);
                    return world.azure.replace(seen, removals, writes, hurry);
                }
            };
        }
    }
}
