package io.postern.emulator.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;

/**
 * How much Azure takes: of the network provider in each region of a subscription by fixed windows, and of each principal in a
 * subscription by token buckets, one for reads, one for writes, one for deletes.
 *
 * @param off nothing is limited, only counted
 * @param refusesBusy a group that a write is still under way on refuses the next one instead of superseding the first
 */
public record Limits(
        boolean off,
        int networkWrites,
        int networkReads,
        Duration networkWindow,
        Rate writes,
        Rate deletes,
        Rate reads,
        boolean refusesBusy) {
    private static final Set<String> FIELDS = Set.of(
            "limits", "networkWrites", "networkReads", "networkWindow", "writes", "deletes", "reads", "busyGroups");

    public Limits {
        if (networkWrites < 1 || networkReads < 1 || networkWindow.isZero() || networkWindow.isNegative()) {
            throw new IllegalArgumentException("a limit is 1 or more, and its window longer than nothing");
        }
    }

    /** A bucket of {@code burst} tokens that fills by {@code perSecond}. */
    public record Rate(int burst, double perSecond) {
        public Rate {
            if (burst < 1 || !(perSecond > 0)) {
                throw new IllegalArgumentException("a bucket holds 1 token or more and fills by more than 0 a second");
            }
        }

        Rate times(double factor) {
            return new Rate(scaled(burst, factor), perSecond * factor);
        }
    }

    /** Azure's own. */
    public static Limits azure() {
        return new Limits(
                false,
                1_000,
                10_000,
                Duration.ofMinutes(5),
                new Rate(200, 10),
                new Rate(200, 10),
                new Rate(250, 25),
                false);
    }

    public static Limits none() {
        Limits azure = azure();
        return new Limits(
                true,
                azure.networkWrites,
                azure.networkReads,
                azure.networkWindow,
                azure.writes,
                azure.deletes,
                azure.reads,
                false);
    }

    /** Azure's own, so many times as large. */
    public static Limits azureTimes(double factor) {
        if (!(factor > 0) || factor > 1e6) {
            throw new IllegalArgumentException("a factor is more than 0 and at most 1000000");
        }
        Limits azure = azure();
        return new Limits(
                false,
                scaled(azure.networkWrites, factor),
                scaled(azure.networkReads, factor),
                azure.networkWindow,
                azure.writes.times(factor),
                azure.deletes.times(factor),
                azure.reads.times(factor),
                false);
    }

    /** {@code azure}, {@code off} or a factor. */
    public static Limits named(String text) {
        return switch (text) {
            case "azure" -> azure();
            case "off" -> none();
            default -> {
                if (!text.matches("\\d{1,7}(\\.\\d{1,6})?")) {
                    throw new IllegalArgumentException(
                            "limits are azure, off or a factor such as 10 or 0.5, not " + text);
                }
                yield azureTimes(Double.parseDouble(text));
            }
        };
    }

    public Limits withRefusesBusy(boolean refuses) {
        return new Limits(off, networkWrites, networkReads, networkWindow, writes, deletes, reads, refuses);
    }

    private static int scaled(int number, double factor) {
        return (int) Math.clamp(Math.round(number * factor), 1, Integer.MAX_VALUE);
    }

    /** These limits with what an order changes about them; an {@link IllegalArgumentException} says what is wrong with it. */
    public Limits changed(JsonNode order) {
        order.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("unknown field '" + field + "'; known are " + FIELDS);
            }
        });
        Limits base = order.has("limits") ? named(order.path("limits").asText()) : this;
        return new Limits(
                base.off,
                number(order, "networkWrites", base.networkWrites),
                number(order, "networkReads", base.networkReads),
                window(order, base.networkWindow),
                rate(order, "writes", base.writes),
                rate(order, "deletes", base.deletes),
                rate(order, "reads", base.reads),
                busy(order, refusesBusy));
    }

    private static int number(JsonNode order, String field, int usual) {
        JsonNode number = order.path(field);
        if (number.isMissingNode()) {
            return usual;
        }
        if (!number.isInt()) {
            throw new IllegalArgumentException("'" + field + "' is a whole number");
        }
        return number.asInt();
    }

    private static Duration window(JsonNode order, Duration usual) {
        try {
            return order.has("networkWindow")
                    ? Duration.parse(order.path("networkWindow").asText())
                    : usual;
        } catch (DateTimeException notADuration) {
            throw new IllegalArgumentException("'networkWindow' is an ISO 8601 duration such as PT5M", notADuration);
        }
    }

    private static Rate rate(JsonNode order, String field, Rate usual) {
        JsonNode rate = order.path(field);
        if (rate.isMissingNode()) {
            return usual;
        }
        if (!rate.path("burst").isInt() || !rate.path("perSecond").isNumber()) {
            throw new IllegalArgumentException("'" + field + "' is as {\"burst\":200,\"perSecond\":10}");
        }
        return new Rate(rate.path("burst").asInt(), rate.path("perSecond").asDouble());
    }

    private static boolean busy(JsonNode order, boolean usual) {
        return order.has("busyGroups") ? refusing(order.path("busyGroups").asText()) : usual;
    }

    /** {@code supersede} or {@code refuse}. */
    public static boolean refusing(String text) {
        if (!Set.of("supersede", "refuse").contains(text)) {
            throw new IllegalArgumentException("a busy group is one to supersede or refuse, not " + text);
        }
        return text.equals("refuse");
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("limits", off ? "off" : "on");
        json.put("networkWrites", networkWrites).put("networkReads", networkReads);
        json.put("networkWindow", networkWindow.toString());
        put(json, "writes", writes);
        put(json, "deletes", deletes);
        put(json, "reads", reads);
        return json.put("busyGroups", refusesBusy ? "refuse" : "supersede");
    }

    private static void put(ObjectNode json, String field, Rate rate) {
        json.putObject(field).put("burst", rate.burst()).put("perSecond", rate.perSecond());
    }
}
