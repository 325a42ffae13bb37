package io.postern.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind;
import io.postern.policy.rule.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One walk over a checked condition: what it looks at, which groups it names, and what is odd about it. */
final class Reading {
    static final String WITHIN = "within";
    private static final String TAGS = "target.tags";

    private final CelAbstractSyntaxTree tree;
    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final Set<String> guarded = new LinkedHashSet<>();
    private final StringBuilder canonical = new StringBuilder();

    private Reading(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    static Reading of(CelAbstractSyntaxTree tree) {
        Reading reading = new Reading(tree);
        reading.walk(tree.getExpr(), 0);
        return reading;
    }

    private void walk(CelExpr expression, int loops) {
        canonical.append('(').append(expression.getKind());
        switch (expression.getKind()) {
            case IDENT -> {
                String name = expression.ident().name();
                canonical.append(name);
                if (Vocabulary.WORDS.containsKey(name)) {
                    variables.add(name);
                }
            }
            case CONSTANT -> canonical.append(expression.constant());
            case SELECT -> {
                canonical
                        .append(expression.select().field())
                        .append(expression.select().testOnly());
                tag(
                        expression.select().operand(),
                        expression.select().field(),
                        expression.select().testOnly());
                walk(expression.select().operand(), loops);
            }
            case CALL -> call(expression, expression.call(), loops);
            case LIST -> expression.list().elements().forEach(element -> walk(element, loops));
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    walk(entry.key(), loops);
                    walk(entry.value(), loops);
                });
            case COMPREHENSION -> {
                if (loops > 0) {
                    throw new ConditionFault(
                            at(expression), "a loop (all, exists, map, filter) inside of another is not allowed.");
                }
                CelExpr.CelComprehension loop = expression.comprehension();
                walk(loop.iterRange(), loops);
                Stream.of(loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result())
                        .forEach(part -> walk(part, loops + 1));
                canonical.append(loop.iterVar());
            }
            case STRUCT, NOT_SET -> throw new ConditionFault(at(expression), "a condition does not make messages.");
        }
        canonical.append(')');
    }

    private void call(CelExpr expression, CelCall call, int loops) {
        canonical.append(call.function());
        Literals.check(call, at(expression));
        if (call.args().size() == 2) {
            compare(call.function(), call.args().get(0), call.args().get(1));
            compare(call.function(), call.args().get(1), call.args().get(0));
        }
        call.target().ifPresent(target -> walk(target, loops));
        call.args().forEach(argument -> walk(argument, loops));
    }

    /** Looks at a comparison of a word with what was written literally. */
    private void compare(String function, CelExpr word, CelExpr literal) {
        if (word.getKind() != ExprKind.Kind.IDENT) {
            return;
        }
        String name = word.ident().name();
        if (function.equals("_[_]")) {
            text(literal).ifPresent(field -> tag(word, field, false));
        } else if (function.equals("@in") && name.equals(Vocabulary.GROUPS)) {
            text(literal).ifPresent(groups::add);
        } else if (function.equals("@in") && name.equals(TAGS)) {
            text(literal).ifPresent(field -> tag(word, field, true));
        } else if (Vocabulary.LOWER_CASE.contains(name)) {
            texts(literal)
                    .filter(text -> !text.equals(text.toLowerCase(Locale.ROOT)))
                    .forEach(text -> faults.add(name + " is always in lower case, so it never is '" + text
                            + "'; write '" + text.toLowerCase(Locale.ROOT) + "'."));
        }
    }

    private void tag(CelExpr operand, String tag, boolean asks) {
        if (operand.getKind() != ExprKind.Kind.IDENT || !operand.ident().name().equals(TAGS)) {
            return;
        }
        (asks ? guarded : taken).add(tag);
        String lower = tag.toLowerCase(Locale.ROOT);
        if (!tag.equals(lower)) {
            faults.add("The names of tags are in lower case here, so there is no tag '" + tag + "'; write '" + lower
                    + "'.");
        }
    }

    private static Stream<String> texts(CelExpr expression) {
        return expression.getKind() == ExprKind.Kind.LIST
                ? expression.list().elements().stream().flatMap(element -> text(element).stream())
                : text(expression).stream();
    }

    static Optional<String> text(CelExpr expression) {
        return expression.getKind() == ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expression.constant().stringValue())
                : Optional.empty();
    }

    private int at(CelExpr expression) {
        return tree.getSource().getPositionsMap().getOrDefault(expression.id(), 0);
    }

    Set<String> variables() {
        return variables;
    }

    Set<String> groups() {
        return groups;
    }

    List<String> faults() {
        return faults;
    }

    List<String> hints() {
        return taken.stream()
                .filter(tag -> !guarded.contains(tag))
                .map(tag -> "Where a VM has no tag " + tag
                        + " the condition fails, which never helps the requester; to have it"
                        + " not hold there, begin with '" + tag + "' in target.tags && .")
                .toList();
    }

    String canonical() {
        return canonical.toString();
    }
}
