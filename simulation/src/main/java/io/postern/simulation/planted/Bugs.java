package io.postern.simulation.planted;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.app.ApprovalSignatures;
import io.postern.enforcer.app.Approvals;
import io.postern.enforcer.app.Grants;
import io.postern.enforcer.app.Leases;
import io.postern.enforcer.app.NetworkRules;
import io.postern.enforcer.app.OwnRules;
import io.postern.enforcer.app.WriteBudget;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.simulation.world.Surroundings;
import io.postern.sweeper.app.Network;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The bugs: what somebody might really get wrong. */
public enum Bugs {
    /** Says that a rule stands because it was sent. */
    ANNOUNCES_UNREAD(new Wires() {
        @Override
        public NetworkRules network(NetworkRules real) {
            return new Believing(real);
        }
    }),
    /** Sends a rule that is on no record. */
    FORGETS_INTENT(new Wires() {
        @Override
        public OwnRules rules(OwnRules real) {
            return Wrong.version(OwnRules.class, real, Set.of("intend"), (_, _) -> true);
        }
    }),
    /** Judges ends by a clock that is three seconds ahead. */
    CLOSES_EARLY(new Wires() {
        @Override
        public Clock reconciling(Clock real) {
            return Clock.offset(real, Duration.ofSeconds(3));
        }
    }),
    /** Takes a removal whose answer never came for done. */
    BELIEVES_UNKNOWN(new Wires() {
        @Override
        public NetworkRules network(NetworkRules real) {
            return new Hopeful(real);
        }
    }),
    /** Opens whatever says that it was approved. */
    TRUSTS_ANYBODY(new Wires() {
        @Override
        public ApprovalSignatures signatures(ApprovalSignatures real) {
            return Wrong.version(
                    ApprovalSignatures.class,
                    real,
                    Set.of("verify"),
                    (given, _) ->
                            new ApprovalSignatures.Verdict.Genuine(((Approved) given[0]).jws(), (Instant) given[1]));
        }
    }),
    /** Writes without asking whose turn it is. */
    SKIPS_THE_LEASE(new Wires() {
        @Override
        public Leases leases(Leases real) {
            return Wrong.version(Leases.class, real, Set.of("take", "stillMine"), (_, _) -> true);
        }
    }),
    /** Overlooks, among what is due, what could not be opened when it came. */
    DROPS_A_DUE_ROW(new Wires() {
        @Override
        public Grants grants(Grants real) {
            return Wrong.version(Grants.class, real, Set.of("waiting"), (_, _) -> List.of());
        }
    }),
    /** Writes an NSG as a whole, and leaves a rule out that is not ours. */
    LOSES_A_FOREIGN_RULE(new Wires() {
        @Override
        public NetworkRules network(NetworkRules real) {
            return Wrong.version(NetworkRules.class, real, Set.of("replace"), (given, right) -> {
                List<String> removals = new ArrayList<>(strings(given[1]));
                ((ObservedNsg) given[0])
                        .rules().stream()
                                .filter(rule -> RuleName.parse(Surroundings.INSTANCE, rule.name())
                                        .isEmpty())
                                .limit(1)
                                .forEach(rule -> removals.add(rule.name()));
                given[1] = removals;
                return right.call();
            });
        }
    }),
    /** Asks what time it is once in a while, and not right before a write. */
    LOOKS_AT_NO_CLOCK(new Wires() {
        @Override
        public Clock writing(Clock real) {
            return new Sleepy(real, Duration.ofSeconds(20));
        }
    }),
    /** Sweeps the denies that keep ports shut. */
    SWEEPS_BASELINES(new Wires() {
        @Override
        public Network sweeping(Network real) {
            return new Greedy(real);
        }
    }),
    /** Forgets that a request was closed before its approval came. */
    FORGETS_TOMBS(new Wires() {
        @Override
        public Approvals approvals(Approvals real) {
            return Wrong.version(Approvals.class, real, Set.of("entomb"), (given, _) -> given);
        }
    }),
    /** Does not mind who approved, as long as somebody signed. */
    MINDS_NO_APPROVER(new Wires() {
        private final Careless careless = new Careless();

        @Override
        public Envelope taken(Envelope real) {
            return careless.taken(real);
        }

        @Override
        public ApprovalSignatures signatures(ApprovalSignatures real) {
            return careless.signatures(real);
        }
    }),
    /** Never writes an NSG as a whole. */
    WRITES_ONE_BY_ONE(new Wires() {
        @Override
        public NetworkRules network(NetworkRules real) {
            return seeing(real, seen -> new ObservedNsg(seen.id(), seen.rules(), seen.serverTime()));
        }
    }),
    /** Counts what comes in when it looks whether an NSG has room, and forgets what goes out. */
    COUNTS_INBOUND_ONLY(new Wires() {
        @Override
        public NetworkRules network(NetworkRules real) {
            return seeing(real, seen -> new ObservedNsg(seen.id(), seen.inbound(), seen.serverTime(), seen.original()));
        }
    }),
    /** Knows one place for openings, whoever has it. */
    KNOWS_ONE_PLACE(new Wires() {
        @Override
        public NetworkRules network(NetworkRules real) {
            return Rewriting.version(real, (write, _) -> at(write, 100, write.shape()));
        }
    }),
    /** Writes less when it writes a rule once more. */
    FORGETS_A_PORT_LATER(new Wires() {
        @Override
        public NetworkRules network(NetworkRules real) {
            return Rewriting.version(
                    real, (write, time) -> time == 1 ? write : at(write, write.priority(), first(write)));
        }
    }),
    /** Writes as much as it likes. */
    SPENDS_FREELY(new Wires() {
        @Override
        public WriteBudget budget(WriteBudget real) {
            return Wrong.version(WriteBudget.class, real, Set.of("take"), (_, _) -> new WriteBudget.Slot.Now());
        }
    }),
    /** Writes what it read as a whole, over whatever stands there by now. */
    OVERWRITES_NEWER_VERSIONS(new Wires() {
        @Override
        public NetworkRules network(NetworkRules real) {
            return Wrong.version(NetworkRules.class, real, Set.of("replace"), (given, right) -> {
                ObservedNsg seen = (ObservedNsg) given[0];
                if (real.read(seen.id()) instanceof NetworkRules.Reading.Seen(ObservedNsg now)
                        && seen.original() instanceof ObservedNsg.Original old
                        && now.original() instanceof ObservedNsg.Original newer) {
                    given[0] = new ObservedNsg(
                            seen.id(),
                            seen.rules(),
                            seen.serverTime(),
                            new ObservedNsg.Original(old.json(), newer.etag()));
                }
                return right.call();
            });
        }
    });

    private final Wires wires;

    Bugs(Wires wires) {
        this.wires = wires;
    }

    public Wires wires() {
        return wires;
    }

    /** Takes what it reads for something else. */
    private static NetworkRules seeing(NetworkRules real, UnaryOperator<ObservedNsg> wrongly) {
        return Wrong.version(NetworkRules.class, real, Set.of("read"), (_, right) -> {
            Object reading = right.call();
            return reading instanceof NetworkRules.Reading.Seen(ObservedNsg seen)
                    ? new NetworkRules.Reading.Seen(wrongly.apply(seen))
                    : reading;
        });
    }

    private static RuleWrite at(RuleWrite write, int priority, RuleShape shape) {
        return write.name() instanceof RuleName.Opening
                ? new RuleWrite(write.kind(), write.name(), write.vm(), priority, shape)
                : write;
    }

    private static RuleShape first(RuleWrite write) {
        RuleShape all = write.shape();
        return new RuleShape(
                all.access(),
                all.protocol(),
                all.sources(),
                all.destinations(),
                all.ports().subList(0, 1));
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    /** Whether a call may have been without effect, although nobody knows. */
    static boolean isUnknown(Object outcome) {
        return outcome instanceof Outcome.Unknown;
    }

    static String place(BoundaryId boundary, String name) {
        return boundary.key() + " " + name;
    }
}
