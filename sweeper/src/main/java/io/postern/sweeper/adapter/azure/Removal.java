package io.postern.sweeper.adapter.azure;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.ArmResponse;
import io.postern.arm.Backoff;
import io.postern.arm.Verdict;
import io.postern.arm.Verdict.Meaning;
import io.postern.arm.Verdicts;
import io.postern.arm.Whole;
import io.postern.arm.WholeNsg;
import io.postern.sweeper.app.NetworkFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Removes rules of one boundary and sees for itself that they are gone. It is patient for so long, and then leaves it to the next pass. */
final class Removal {
    private static final System.Logger LOG = System.getLogger(Removal.class.getName());
    private static final String API_VERSION = "2025-03-01";
    private static final Duration LOOK = Duration.ofMillis(500);

    /** So long an accepted call may take to show before it is made again: another may have taken its place. */
    private static final int LOOKS_UNTIL_AGAIN = 8;

    private static final Verdict AT_WORK =
            new Verdict(Meaning.RUNNING, Optional.empty(), "Azure is still at work on it");

    private final ArmClient arm;
    private final String boundary;
    private final Function<JsonNode, Whole> form;
    private final Backoff backoff;
    private final Duration patience;
    private final long deadline;
    private String last = "";

    /** {@code form}: how the whole boundary is read. */
    Removal(ArmClient arm, String boundary, Function<JsonNode, Whole> form, Backoff backoff, Duration patience) {
        this.arm = arm;
        this.boundary = boundary;
        this.form = form;
        this.backoff = backoff;
        this.patience = patience;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** Deletes one of an NSG; where a lock forbids that, it becomes a deny, and then goes with the whole NSG if it can. */
    void one(String name) throws NetworkFailure {
        String path = boundary + "/securityRules/" + name;
        for (int failures = 1; ; failures++) {
            Verdict verdict = delete(path);
            if (verdict.meaning() == Meaning.LOCKED) {
                disarm(name, verdict);
                return;
            }
            if (isSoon(() -> isGone(path), verdict)) {
                return;
            }
            rest(verdict, failures);
        }
    }

    /** Writes the whole without them, on condition that it is still as it was read. */
    void all(Collection<String> names) throws NetworkFailure {
        for (int failures = 1; ; failures++) {
            ArmResponse read = read();
            Whole before = form.apply(read.body());
            if (isWithout(before, names)) {
                return;
            }
            Verdict verdict = AT_WORK;
            if (!before.isUnderWay() || names.stream().anyMatch(before::has)) {
                String etag = read.body().path("etag").asText("");
                if (etag.isEmpty()) {
                    throw NetworkFailure.notSo("Azure does not say which version of " + boundary + " it shows");
                }
                verdict = put(boundary, before.without(names), Map.of("If-Match", etag));
                if (isSoon(() -> areGone(names), verdict)) {
                    return;
                }
            }
            rest(verdict, failures); // also when another writer came between: it may do so for ever
        }
    }

    /** A firewall takes minutes for what it shows at once, and its rules are in force until it is through. */
    private static boolean isWithout(Whole whole, Collection<String> names) {
        boolean ended = !whole.isUnderWay() && !whole.hasFailed();
        return names.stream().noneMatch(whole::has) && (ended || whole instanceof WholeNsg);
    }

    private void disarm(String name, Verdict locked) throws NetworkFailure {
        WholeNsg before = new WholeNsg(read().body());
        OptionalInt harmless = before.lastFreePriority();
        if (!before.has(name)) {
            return;
        }
        Verdict denied = harmless.isEmpty()
                ? locked
                : put(boundary + "/securityRules/" + name, before.disarmed(name, harmless.getAsInt()), Map.of());
        if (denied.meaning() != Meaning.DONE) {
            String because = "a management lock keeps it: " + locked.said() + "; and it could not be made a deny: "
                    + denied.said();
            throw denied.meaning() == Meaning.THROTTLED
                    ? NetworkFailure.throttled(because)
                    : new NetworkFailure(because);
        }
        try {
            all(List.of(name));
        } catch (NetworkFailure e) {
            if (!isHarmless(boundary + "/securityRules/" + name)) {
                throw new NetworkFailure(
                        "a management lock keeps it: " + locked.said() + "; and it is not seen to be a deny", e);
            }
            LOG.log(WARNING, "{0} of {1} stays as a deny under a management lock: {2}", name, boundary, e.because());
        }
    }

    /** Azure takes a change before it makes it: only what it shows counts. */
    private boolean isHarmless(String path) throws NetworkFailure {
        try {
            ArmResponse rule = arm.get(path, API_VERSION, Map.of());
            boolean denies = rule.body().at("/properties/access").asText("").equalsIgnoreCase("Deny");
            return rule.isNotFound() || (rule.ok() && denies);
        } catch (ArmFailure e) {
            throw new NetworkFailure("a management lock keeps it, and it cannot be read", e);
        }
    }

    /** Waits before the next try, or says why there is none. */
    private void rest(Verdict verdict, int failures) throws NetworkFailure {
        last = verdict.said();
        switch (verdict.meaning()) {
            case FORBIDDEN, DISALLOWED -> throw NetworkFailure.refused("Azure refused: " + last);
            case INVALID, LOCKED -> throw NetworkFailure.notSo("Azure refused: " + last);
            case THROTTLED -> throw NetworkFailure.throttled("Azure wants to be left alone: " + last);
            case DONE, RUNNING, PRIORITY_TAKEN, CHANGED, BUSY, GONE, UNSENT, UNKNOWN ->
                pause(backoff.pause(failures, verdict.retryAfter()));
        }
    }

    private Verdict delete(String path) {
        try {
            return Verdicts.of(arm.delete(path, API_VERSION));
        } catch (ArmFailure e) {
            return Verdicts.of(e);
        }
    }

    private Verdict put(String path, ObjectNode body, Map<String, String> headers) {
        try {
            return Verdicts.of(arm.put(path, API_VERSION, body, headers));
        } catch (ArmFailure e) {
            return Verdicts.of(e);
        }
    }

    private ArmResponse read() throws NetworkFailure {
        try {
            ArmResponse read = arm.get(boundary, API_VERSION, Map.of());
            if (read.status() == 200) {
                return read;
            }
            Verdict verdict = Verdicts.of(read);
            String because = "it cannot be read: " + verdict.said();
            throw switch (verdict.meaning()) {
                case FORBIDDEN, DISALLOWED, INVALID, GONE -> NetworkFailure.notSo(because);
                case THROTTLED -> NetworkFailure.throttled(because);
                default -> new NetworkFailure(because);
            };
        } catch (ArmFailure e) {
            throw new NetworkFailure("it cannot be read", e);
        }
    }

    private boolean isGone(String path) {
        try {
            return arm.get(path, API_VERSION, Map.of()).isNotFound();
        } catch (ArmFailure _) {
            return false; // not seen gone; the deadline ends the asking, and the last answer is told then
        }
    }

    private boolean areGone(Collection<String> names) {
        try {
            return isWithout(form.apply(read().body()), names);
        } catch (NetworkFailure | IllegalArgumentException _) {
            return false; // as above
        }
    }

    /** A question to Azure. */
    private interface Sight {
        boolean isSeen();
    }

    /** What Azure accepted may take a while to show; what became of other calls is seen at once or tried again. */
    private boolean isSoon(Sight sight, Verdict verdict) throws NetworkFailure {
        int looks = switch (verdict.meaning()) {
            case DONE -> LOOKS_UNTIL_AGAIN;
            case GONE, UNKNOWN -> 1;
            default -> 0;
        };
        for (int look = 1; look <= looks; look++) {
            if (sight.isSeen()) {
                return true;
            }
            if (look < looks) {
                pause(LOOK);
            }
        }
        return false;
    }

    private void pause(Duration pause) throws NetworkFailure {
        long left = deadline - System.nanoTime();
        if (left <= 0 || pause.toNanos() > left) {
            throw new NetworkFailure("still there after " + patience.toSeconds() + " s; last answer: " + last);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkFailure("the sweeper was told to stop", e);
        }
    }
}
