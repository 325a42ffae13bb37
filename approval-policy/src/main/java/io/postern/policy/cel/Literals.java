package io.postern.policy.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import io.postern.contracts.net.Cidr;
import io.postern.policy.text.LinearPattern;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks when a condition is read what CEL would only find wrong when it is asked: patterns, zones, durations, addresses. */
final class Literals {
    private static final Pattern LENGTH = Pattern.compile("-?([0-9]+(\\.[0-9]+)?(h|m|s|ms|us|ns))+");

    private Literals() {}

    static void check(CelCall call, int offset) {
        List<CelExpr> arguments = call.args();
        Optional<String> text = arguments.isEmpty() ? Optional.empty() : Reading.text(arguments.getLast());
        if (text.isEmpty()) {
            return;
        }
        String function = call.function();
        try {
            check(function, text.get());
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new ConditionFault(offset, function + "('" + text.get() + "'): " + wrong.getMessage() + ".");
        }
    }

    private static void check(String function, String text) {
        switch (function) {
            case "matches" -> LinearPattern.of(text);
            case Reading.WITHIN -> Cidr.parse(text);
            case "timestamp" -> OffsetDateTime.parse(text);
            case "duration" -> {
                if (!LENGTH.matcher(text).matches()) {
                    throw new IllegalArgumentException("write a length of time as 90m, 3h or 1h30m");
                }
            }
            default -> {
                if (function.startsWith("get")) {
                    ZoneId.of(text);
                }
            }
        }
    }
}
