package io.postern.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.postern.policy.rule.Condition;
import io.postern.policy.rule.Vocabulary;
import io.postern.policy.rule.Vocabulary.Kind;

/** Reads conditions: CEL over the words of {@link Vocabulary}, and {@code within} for addresses. */
public final class Conditions {
    private static final int LONGEST = 2_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(32)
            .comprehensionMaxIterations(1_000)
            .maxRegexProgramSize(2_000)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private final CelCompiler compiler;
    private final CelRuntime runtime;

    public Conditions() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        Reading.WITHIN,
                        CelOverloadDecl.newMemberOverload(
                                "text_within_text", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)))
                .setResultType(SimpleType.BOOL);
        Vocabulary.WORDS.forEach((word, kind) -> builder.addVar(word, type(kind)));
        compiler = builder.build();
        runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .addFunctionBindings(CelFunctionBinding.fromOverloads(
                        Reading.WITHIN,
                        CelFunctionBinding.from("text_within_text", String.class, String.class, Blocks::within)))
                .build();
    }

    private static CelType type(Kind kind) {
        return switch (kind) {
            case TEXT -> SimpleType.STRING;
            case TEXTS -> ListType.create(SimpleType.STRING);
            case TEXT_BY_TEXT -> MapType.create(SimpleType.STRING, SimpleType.STRING);
            case NUMBER -> SimpleType.INT;
            case NUMBERS -> ListType.create(SimpleType.INT);
            case LENGTH_OF_TIME -> SimpleType.DURATION;
            case MOMENT -> SimpleType.TIMESTAMP;
        };
    }

    /** Reads and checks a condition. */
    public Condition read(String source) {
        if (source.isBlank()) {
            throw new ConditionFault(0, "a condition says something; leave it out for a rule that always holds.");
        }
        CelValidationResult checked = compiler.compile(source);
        try {
            CelAbstractSyntaxTree tree = checked.getAst();
            Reading reading = Reading.of(tree);
            return new CelCondition(source, runtime.createProgram(tree), Shortcut.of(tree.getExpr()), reading);
        } catch (CelValidationException wrong) {
            throw wrong.getErrors().stream()
                    .findFirst()
                    .map(issue -> fault(issue, source))
                    .orElseGet(() -> new ConditionFault(0, String.valueOf(wrong.getMessage())));
        } catch (CelEvaluationException wrong) {
            throw new ConditionFault(0, "the condition cannot be prepared: " + wrong.getMessage());
        }
    }

    private static ConditionFault fault(CelIssue issue, String source) {
        int offset = offset(
                source,
                issue.getSourceLocation().getLine(),
                issue.getSourceLocation().getColumn());
        return new ConditionFault(offset, Complaints.sentence(issue.getMessage(), source, offset));
    }

    private static int offset(String source, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = source.indexOf('\n', start) + 1;
        }
        return Math.clamp(start + column, 0, source.length());
    }
}
