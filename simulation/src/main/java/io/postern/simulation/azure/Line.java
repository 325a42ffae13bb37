package io.postern.simulation.azure;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.simulation.kernel.Chance;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One process's line to Azure, on which calls are slow, are lost, or kill it. */
final class Line {
    /** Somewhere on the way, which repeats what it carried. */
    private static final String GATEWAY = "gateway";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(200);

    final Kernel kernel;
    final Owner owner;
    final Azure azure;
    final Chance chance;
    final Trace trace;
    private Instant leftAloneUntil = Instant.EPOCH;

    Line(Kernel kernel, Owner owner, Azure azure, Chance chance, Trace trace) {
        this.kernel = kernel;
        this.owner = owner;
        this.azure = azure;
        this.chance = chance;
        this.trace = trace;
    }

    /** Whether Azure wants not to be asked at present, as far as it was said on this line. */
    boolean isLeftAlone() {
        return kernel.now().isBefore(leftAloneUntil);
    }

    /** The way there; the answer is how long Azure wants to be left alone, if it does. */
    Optional<Duration> reach(Witness.Ask ask, BoundaryId boundary, String rule) {
        if (isLeftAlone()) {
            // NB. as the client does it: whom Azure told to wait is not asked
            return Optional.of(Duration.between(kernel.now(), leftAloneUntil));
        }
        azure.witness().asked(owner, ask, boundary, rule);
        kernel.sleep(chance.millis(1, 30));
        AzureWeather weather = azure.weather;
        if (kernel.now().isBefore(weather.blockedUntil)) {
            return blocked(Duration.between(kernel.now(), weather.blockedUntil));
        }
        if (chance.in1000(weather.throttled)) {
            Duration pause = Duration.ofSeconds(chance.between(1, 30));
            weather.blockedUntil = kernel.now().plus(pause);
            return blocked(pause);
        }
        return Optional.empty();
    }

    private Optional<Duration> blocked(Duration left) {
        Duration told = Duration.ofSeconds(left.plusMillis(999).toSeconds());
        azure.boundaries().forEach(boundary -> azure.witness().failed(boundary, told));
        back();
        leftAloneUntil = kernel.now().plus(told);
        azure.witness().toldToWait(owner, told);
        return Optional.of(told);
    }

    void back() {
        kernel.sleep(chance.millis(1, 30));
    }

    /** Waits for an answer that does not come. */
    void silence() {
        kernel.sleep(chance.in1000(300) ? chance.millis(3000, 10_000) : chance.millis(10, 1000));
    }

    /** Sends a write and sees what becomes of it. */
    Outcome write(BoundaryId boundary, Supplier<Outcome> refusal, Predicate<String> effect, BooleanSupplier hurry) {
        Group group = azure.group(boundary);
        if (azure.weather.away) {
            azure.witness().failed(boundary, Duration.ZERO);
            silence();
            return new Outcome.Unknown("no answer");
        }
        if (group == null) {
            back();
            return new Outcome.Refused(Outcome.Reason.BOUNDARY_GONE, "404");
        }
        AzureWeather.Fate fate = azure.weather.next(chance);
        if (fate != AzureWeather.Fate.DONE) {
            azure.witness().failed(boundary, Duration.ZERO);
        }
        return switch (fate) {
            case DONE -> followed(group, refusal, effect, false, hurry);
            case FAILS_LATER -> followed(group, refusal, effect, true, hurry);
            case CONFLICT, BUSY -> answer(new Outcome.TryLater(Duration.ofMillis(500), "409"));
            case PRECONDITION -> answer(new Outcome.TryLater(Duration.ofMillis(500), "412"));
            case ERROR -> answer(new Outcome.Unknown("500"));
            case ERROR_BUT_DONE -> {
                accepted(group, effect);
                yield answer(new Outcome.Unknown("500"));
            }
            case LOST -> lost();
            case LOST_BUT_DONE -> {
                accepted(group, effect);
                yield lost();
            }
            case LATE -> {
                Duration pause = chance.seconds(1, 40);
                azure.witness().failed(boundary, pause);
                azure.late(pause, () -> effect.test(owner.name()));
                yield lost();
            }
            case REPEATED -> {
                Outcome outcome = followed(group, refusal, effect, false, hurry);
                if (outcome instanceof Outcome.Applied) {
                    azure.late(chance.millis(1, 1000), () -> effect.test(GATEWAY));
                }
                yield outcome;
            }
            case DIES_BEFORE -> dies();
            case DIES_AFTER -> {
                accepted(group, effect);
                yield dies();
            }
        };
    }

    private void accepted(Group group, Predicate<String> effect) {
        azure.accept(group, azure.weather.operation(chance), false, () -> effect.test(owner.name()));
    }

    private Outcome dies() {
        kernel.kill(owner);
        throw new IllegalStateException("a dead process goes on");
    }

    private Outcome answer(Outcome outcome) {
        back();
        return outcome;
    }

    private Outcome lost() {
        silence();
        return new Outcome.Unknown("no answer");
    }

    private Outcome followed(
            Group group, Supplier<Outcome> refusal, Predicate<String> effect, boolean fails, BooleanSupplier hurry) {
        Operation running = group.pending;
        if (running != null && running.isRunning() && chance.in1000(500)) {
            return answer(new Outcome.TryLater(Duration.ofMillis(500), "429 another operation"));
        }
        Outcome refused = refusal.get();
        if (!(refused instanceof Outcome.Applied)) {
            return answer(refused);
        }
        Duration length = azure.weather.operation(chance);
        if (length.compareTo(LONG) > 0) {
            azure.witness().failed(group.id, length);
        }
        Operation operation = azure.accept(group, length, fails, () -> effect.test(owner.name()));
        Instant deadline = kernel.now().plus(PATIENCE);
        while (operation.isRunning()) {
            if (hurry.getAsBoolean() || !kernel.now().isBefore(deadline)) {
                return new Outcome.Unknown("the operation takes too long");
            }
            kernel.await(operation.ended, POLL);
        }
        back();
        return operation.end == Operation.End.SUCCEEDED
                ? refused
                : new Outcome.Unknown("the operation ended " + operation.end);
    }
}
