package io.postern.policy.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import io.postern.policy.rule.Truth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The everyday part of CEL, decided without it: comparisons of words with literals, and what and, or and not make of them.
 * It says just what CEL says, only that a value that is missing costs no exception. Null for what is left to CEL.
 */
interface Shortcut {
    @Nullable
    Truth test(Map<String, Object> values);

    /** For an expression of type bool; one that always leaves it to CEL when nothing about it is everyday. */
    static Shortcut of(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> constant(expression);
            case CALL -> call(expression.call());
            case SELECT -> has(expression.select());
            default -> _ -> null;
        };
    }

    private static Shortcut constant(CelExpr expression) {
        Object literal = Operand.literal(expression).orElse(null);
        return literal instanceof Boolean value ? _ -> of(value) : _ -> null;
    }

    private static Shortcut has(CelExpr.CelSelect select) {
        if (!select.testOnly()) {
            return _ -> null;
        }
        return Operand.word(select.operand())
                .map(tags -> ask(tags, value -> ((Map<?, ?>) value).containsKey(select.field())))
                .orElse(_ -> null);
    }

    private static Shortcut call(CelCall call) {
        List<CelExpr> arguments = call.args();
        return switch (call.function()) {
            case "_&&_" -> and(of(arguments.get(0)), of(arguments.get(1)));
            case "_||_" -> not(and(not(of(arguments.get(0))), not(of(arguments.get(1)))));
            case "!_" -> not(of(arguments.get(0)));
            case "_==_" -> compare(arguments, Object::equals);
            case "_!=_" -> compare(arguments, (a, b) -> !a.equals(b));
            case "_<_" -> order(arguments, sign -> sign < 0);
            case "_<=_" -> order(arguments, sign -> sign <= 0);
            case "_>_" -> order(arguments, sign -> sign > 0);
            case "_>=_" -> order(arguments, sign -> sign >= 0);
            case "@in" -> in(arguments.get(0), arguments.get(1));
            case "startsWith" -> text(call, String::startsWith);
            case "endsWith" -> text(call, String::endsWith);
            case "contains" -> text(call, String::contains);
            default -> _ -> null;
        };
    }

    private static Shortcut and(Shortcut left, Shortcut right) {
        return values -> {
            Truth a = left.test(values);
            if (a == Truth.NO) {
                return Truth.NO;
            }
            Truth b = right.test(values);
            if (b == Truth.NO) {
                return Truth.NO;
            }
            return a == null || b == null ? null : a == Truth.YES ? b : a;
        };
    }

    private static Shortcut not(Shortcut inner) {
        return values -> {
            Truth truth = inner.test(values);
            return truth == Truth.YES ? Truth.NO : truth == Truth.NO ? Truth.YES : truth;
        };
    }

    private static Shortcut compare(List<CelExpr> sides, BiPredicate<Object, Object> holds) {
        Optional<Operand> left = Operand.of(sides.get(0));
        Optional<Operand> right = Operand.of(sides.get(1));
        if (left.isEmpty() || right.isEmpty()) {
            return _ -> null;
        }
        Operand a = left.get();
        Operand b = right.get();
        return values -> {
            Object x = a.value(values);
            Object y = b.value(values);
            return x == null || y == null ? Truth.UNKNOWN : of(holds.test(x, y));
        };
    }

    @SuppressWarnings("unchecked")
    private static Shortcut order(List<CelExpr> sides, Predicate<Integer> holds) {
        boolean plain = sides.stream().allMatch(side -> Operand.of(side).isPresent() && !Operand.isText(side));
        return plain
                ? compare(
                        sides,
                        // The checker lets only values of one kind through; texts, whose order is CEL's own, are left
                        // to it.
                        (a, b) -> holds.test(((Comparable<Object>) a).compareTo(b)))
                : _ -> null;
    }

    private static Shortcut in(CelExpr element, CelExpr container) {
        Optional<Operand> one = Operand.of(element);
        if (one.isEmpty()) {
            return _ -> null;
        }
        if (container.getKind() == CelExpr.ExprKind.Kind.LIST) {
            Set<Object> all = new HashSet<>();
            for (CelExpr literal : container.list().elements()) {
                Optional<Object> value = Operand.literal(literal);
                if (value.isEmpty()) {
                    return _ -> null;
                }
                all.add(value.get());
            }
            return ask(one.get(), all::contains);
        }
        return Operand.word(container).map(many -> contained(one.get(), many)).orElse(_ -> null);
    }

    private static Shortcut contained(Operand one, Operand many) {
        return values -> {
            Object element = one.value(values);
            Object container = many.value(values);
            if (element == null || container == null) {
                return Truth.UNKNOWN;
            }
            return of(
                    container instanceof Map<?, ?> map
                            ? map.containsKey(element)
                            : ((List<?>) container).contains(element));
        };
    }

    private static Shortcut text(CelCall call, BiPredicate<String, String> holds) {
        Optional<Operand> word = call.target().flatMap(Operand::of);
        Optional<Object> literal = Operand.literal(call.args().get(0));
        return word.isPresent() && literal.isPresent()
                ? ask(word.get(), value -> holds.test((String) value, (String) literal.get()))
                : _ -> null;
    }

    private static Shortcut ask(Operand operand, Predicate<Object> holds) {
        return values -> {
            Object value = operand.value(values);
            return value == null ? Truth.UNKNOWN : of(holds.test(value));
        };
    }

    private static Truth of(boolean holds) {
        return holds ? Truth.YES : Truth.NO;
    }
}
