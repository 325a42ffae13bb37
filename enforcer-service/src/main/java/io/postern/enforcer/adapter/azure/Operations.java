package io.postern.enforcer.adapter.azure;

import io.postern.arm.ArmFailure;
import io.postern.arm.ArmResponse;
import io.postern.arm.Verdict;
import io.postern.arm.Verdict.Meaning;
import io.postern.arm.Verdicts;
import io.postern.enforcer.app.NetworkRules.Impatience;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Follows a long-running operation to its end: Azure's first answer, even 200, does not say that anything was done. */
final class Operations {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** The least that Azure can ask for, because it writes whole seconds: it says no more than soon. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration SLICE = Duration.ofMillis(50);

    /** How often an operation is looked at that something urgent waits for, whatever Azure asked for. */
    private static final Duration URGENT_PAUSE = Duration.ofMillis(500);

    private final Function<String, ArmResponse> arm;
    private final Waiting waiting;

    Operations(Function<String, ArmResponse> arm, Waiting waiting) {
        this.arm = arm;
        this.waiting = waiting;
    }

    /** Azure says when to look; where it does not, ever more rarely. */
    Verdict follow(String operation, Optional<Duration> firstLook, BooleanSupplier hurry) {
        long deadline = waiting.nanos() + PATIENCE.toNanos();
        Duration own = FIRST_LOOK;
        Duration pause = asked(firstLook, own);
        while (pause.toNanos() <= deadline - waiting.nanos()) {
            String broken = waited(pause, hurry);
            if (!broken.isEmpty()) {
                return unknown(broken);
            }
            Verdict state;
            try {
                state = Verdicts.ofOperation(arm.apply(operation));
            } catch (ArmFailure e) {
                return unknown("the operation cannot be followed: " + e.getMessage());
            }
            if (state.meaning() != Meaning.RUNNING) {
                return state;
            }
            Duration longer = own.multipliedBy(3).dividedBy(2);
            own = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            pause = asked(state.retryAfter(), own);
        }
        return unknown("the operation takes longer than " + PATIENCE.toSeconds() + " s");
    }

    private static Duration asked(Optional<Duration> byAzure, Duration own) {
        return byAzure.filter(asked -> asked.compareTo(SOON) > 0).orElse(own);
    }

    /** What broke the wait off; empty if nothing did. */
    private String waited(Duration pause, BooleanSupplier hurry) {
        long begun = waiting.nanos();
        for (long left = pause.toNanos(); left > 0; left = left(begun, pause, hurry)) {
            if (hurry.getAsBoolean()) {
                return "not followed to its end, because something else is urgent";
            }
            if (!waiting.pause(Duration.ofNanos(Math.min(left, SLICE.toNanos())))) {
                return "stopped while waiting for Azure";
            }
        }
        return "";
    }

    private long left(long begun, Duration pause, BooleanSupplier hurry) {
        boolean urgent = hurry instanceof Impatience impatience && impatience.isUrgent();
        long whole = urgent ? Math.min(pause.toNanos(), URGENT_PAUSE.toNanos()) : pause.toNanos();
        return whole - (waiting.nanos() - begun);
    }

    private static Verdict unknown(String why) {
        return new Verdict(Meaning.UNKNOWN, Optional.empty(), why);
    }
}
