package io.postern.arm;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.arm.Verdict.Meaning;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves Azure alone for as long as it asked: whoever calls sooner is given Azure's own answer again, with the time that is
 * left, and no request is made. Azure counts by subscription and provider, and reads apart from writes.
 */
final class Patience {
    /** Azure's longest window is half of it: what asks for more must be a mistake. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Pattern PLACE =
            Pattern.compile("/subscriptions/([^/?]+)(?:.*?/providers/([^/?]+))?", Pattern.CASE_INSENSITIVE);

    private final LongSupplier nanos;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    /** {@code nanos}: a reading that only differences are taken of. */
    Patience(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Refusal(long since, Duration length, String code) {
        Duration left(long now) {
            return length.minusNanos(now - since);
        }
    }

    /** Azure's answer of before, if it is too early to ask again. */
    Optional<ArmResponse> tooEarly(HttpMethod method, String url) {
        String place = place(method, url);
        Refusal refusal = refusals.get(place);
        if (refusal == null) {
            return Optional.empty();
        }
        Duration left = refusal.left(nanos.getAsLong());
        if (left.isNegative() || left.isZero()) {
            refusals.remove(place, refusal);
            return Optional.empty();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", refusal.code()).put("message", "Azure asked to be left alone for a while.");
        String seconds = String.valueOf(left.plusNanos(999_999_999).toSeconds());
        return Optional.of(new ArmResponse(429, body, Map.of("retry-after", seconds)));
    }

    void learn(HttpMethod method, String url, ArmResponse answer) {
        if (Verdicts.of(answer).meaning() == Meaning.THROTTLED) {
            answer.retryAfter().filter(Duration::isPositive).ifPresent(asked -> {
                Duration length = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
                String code = answer.errorCode().orElse("TooManyRequests");
                refusals.put(place(method, url), new Refusal(nanos.getAsLong(), length, code));
            });
        }
    }

    private static String place(HttpMethod method, String url) {
        Matcher matcher = PLACE.matcher(url);
        String where = matcher.find() ? matcher.group(1) + "/" + matcher.group(2) : "";
        return (method == HttpMethod.GET ? "read " : "write ") + where.toLowerCase(Locale.ROOT);
    }
}
