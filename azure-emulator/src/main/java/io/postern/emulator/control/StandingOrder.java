package io.postern.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.world.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** An order in force, with how much of it is spent. Guarded by whoever holds it. */
final class StandingOrder implements AutoCloseable {
    private final FaultOrder order;
    private final Optional<Instant> ends;
    private final Optional<Past> past;
    private final SplittableRandom dice;
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, Integer> firsts = new HashMap<>();
    private final int[] struck;
    private Optional<Instant> last = Optional.empty();
    private int left;

    StandingOrder(FaultOrder order, Instant now, Optional<Past> past) {
        this.order = order;
        this.ends = order.lasting().map(now::plus);
        this.past = past;
        this.dice = new SplittableRandom(order.seed());
        this.left = order.times();
        this.struck = new int[order.harms().size()];
    }

    /** Whether it will never strike again. */
    boolean spent(Instant now) {
        return left < 0 || ends.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** What it does to this request, if it strikes. */
    Optional<Strike> take(Call call, String who, Instant now) {
        if (spent(now) || !order.strikes(call, who) || order.chance() < 1 && dice.nextDouble() >= order.chance()) {
            return Optional.empty();
        }
        OptionalInt which = order.eachUrl() ? next(call) : OptionalInt.of(0);
        if (which.isEmpty()) {
            return Optional.empty();
        }
        if (left > 0) {
            left = left == 1 ? -1 : left - 1;
        }
        struck[which.getAsInt()]++;
        last = Optional.of(now);
        return Optional.of(new Strike(order.harms().get(which.getAsInt()), past, rest(now)));
    }

    private OptionalInt next(Call call) {
        String url = call.method() + " " + call.path().toLowerCase(Locale.ROOT);
        int first = firsts.computeIfAbsent(url, _ -> firsts.size() * order.perUrl() % struck.length);
        int attempt = attempts.merge(url, 1, Integer::sum);
        return attempt <= order.perUrl() ? OptionalInt.of((first + attempt - 1) % struck.length) : OptionalInt.empty();
    }

    private long rest(Instant now) {
        return ends.map(end -> Duration.between(now, end).plusNanos(999_999_999).toSeconds())
                .map(seconds -> Math.max(1, seconds))
                .orElse(0L);
    }

    ObjectNode json() {
        ObjectNode json = order.json();
        if (left > 0) {
            json.put("times", left);
        }
        ends.ifPresent(end -> json.put("until", end.toString()));
        if (order.eachUrl()) {
            json.put("urls", attempts.size());
            Arrays.stream(struck).forEach(json.putArray("struck")::add);
        }
        last.ifPresent(at -> json.put("lastStruck", at.toString()));
        return json;
    }

    @Override
    public void close() {
        past.ifPresent(Past::close);
    }
}
