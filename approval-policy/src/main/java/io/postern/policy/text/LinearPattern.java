package io.postern.policy.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.postern.policy.rule.Wording;

/** A regular expression in RE2's dialect, whose time grows with the text alone, whatever the pattern. */
public final class LinearPattern implements Wording {
    private static final int LONGEST = 500;
    private static final int LARGEST = 2_000;

    private final String source;
    private final Pattern pattern;

    private LinearPattern(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    /** Reads a pattern; the exception's message says what is wrong with it. */
    public static LinearPattern of(String source) {
        if (source.length() > LONGEST) {
            throw new IllegalArgumentException("a pattern has at most " + LONGEST + " characters");
        }
        try {
            Pattern pattern = Pattern.compile(source);
            if (pattern.programSize() > LARGEST) {
                throw new IllegalArgumentException("the pattern repeats too much; make its {n,m} smaller");
            }
            return new LinearPattern(source, pattern);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "not a pattern in RE2's dialect, which has no look-ahead and no back-references ("
                            + wrong.getDescription() + ": " + wrong.getPattern() + ")",
                    wrong);
        }
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public boolean fits(String text) {
        return pattern.matcher(text).find();
    }
}
