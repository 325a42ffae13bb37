package io.postern.policy.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import io.postern.policy.rule.Vocabulary;
import io.postern.policy.rule.Vocabulary.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One side of a comparison: a word, a tag, or a literal. */
interface Operand {
    Pattern HOURS = Pattern.compile("([0-9]{1,6})([hms])");

    /** Null when there is no such value. */
    @Nullable
    Object value(Map<String, Object> values);

    static Optional<Operand> of(CelExpr expression) {
        Optional<Object> literal = literal(expression);
        if (literal.isPresent()) {
            return Optional.of(_ -> literal.get());
        }
        if (expression.getKind() == ExprKind.Kind.SELECT && !expression.select().testOnly()) {
            return tag(expression.select().operand(), expression.select().field());
        }
        if (expression.getKind() == ExprKind.Kind.CALL
                && expression.call().function().equals("_[_]")) {
            CelExpr key = expression.call().args().get(1);
            return literal(key)
                    .flatMap(text -> text instanceof String name
                            ? tag(expression.call().args().get(0), name)
                            : Optional.empty());
        }
        return word(expression);
    }

    private static Optional<Operand> tag(CelExpr map, String name) {
        return map.getKind() == ExprKind.Kind.IDENT
                        && Vocabulary.WORDS.get(map.ident().name()) == Kind.TEXT_BY_TEXT
                ? word(map).map(all -> values -> {
                    Object tags = all.value(values);
                    return tags == null ? null : ((Map<?, ?>) tags).get(name);
                })
                : Optional.empty();
    }

    /** A word of the vocabulary itself. */
    static Optional<Operand> word(CelExpr expression) {
        if (expression.getKind() != ExprKind.Kind.IDENT
                || !Vocabulary.WORDS.containsKey(expression.ident().name())) {
            return Optional.empty();
        }
        String name = expression.ident().name();
        return Optional.of(values -> values.get(name));
    }

    /** A text, number, truth value or {@code duration('3h')} that stands there. */
    static Optional<Object> literal(CelExpr expression) {
        if (expression.getKind() == ExprKind.Kind.CONSTANT) {
            CelConstant constant = expression.constant();
            return switch (constant.getKind()) {
                case STRING_VALUE -> Optional.of(constant.stringValue());
                case INT64_VALUE -> Optional.of(constant.int64Value());
                case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
                default -> Optional.empty();
            };
        }
        if (expression.getKind() == ExprKind.Kind.CALL
                && expression.call().function().equals("duration")) {
            return Reading.text(expression.call().args().get(0)).flatMap(Operand::length);
        }
        return Optional.empty();
    }

    private static Optional<Object> length(String text) {
        Matcher parts = HOURS.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "h" -> Duration.ofHours(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofSeconds(number);
                });
    }

    /** Whether it is, or may be, a text. */
    static boolean isText(CelExpr expression) {
        if (expression.getKind() == ExprKind.Kind.IDENT) {
            Kind kind = Vocabulary.WORDS.get(expression.ident().name());
            return kind != Kind.NUMBER && kind != Kind.LENGTH_OF_TIME && kind != Kind.MOMENT;
        }
        return !literal(expression)
                .filter(value -> value instanceof Long || value instanceof Duration)
                .isPresent();
    }
}
