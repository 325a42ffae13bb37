package io.postern.policy.cel;

import io.postern.policy.rule.Vocabulary;
import io.postern.policy.text.Nearest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CEL's checker says, as a sentence for the author of a condition. */
final class Complaints {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final Pattern NOT_BOOL = Pattern.compile("expected type 'bool' but found '(.*)'");
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '(.*?)' applied to '(.*?)'.*", Pattern.DOTALL);

    private Complaints() {}

    static String sentence(String message, String source, int offset) {
        if (message.startsWith("undeclared reference")) {
            Matcher word = WORD.matcher(source);
            String unknown = word.find(offset) && word.start() == offset ? word.group() : "a word here";
            return "no condition knows " + unknown + "." + Nearest.question(unknown, Vocabulary.WORDS.keySet())
                    + " Known are " + String.join(", ", Vocabulary.WORDS.keySet()) + ".";
        }
        Matcher notBool = NOT_BOOL.matcher(message);
        if (notBool.matches()) {
            return "a condition is true or false, and this is a value of type " + notBool.group(1)
                    + "; compare it with something.";
        }
        Matcher noOverload = NO_OVERLOAD.matcher(message);
        if (noOverload.matches()) {
            return "values of these types do not go together: " + noOverload.group(2) + " with "
                    + noOverload.group(1).replace("_", "").replace("@", "") + ".";
        }
        if (message.contains("recursion limit")) {
            return "the condition is nested too deeply; split it into several rules.";
        }
        if (message.contains("code point size")) {
            return "a condition has at most 2,000 characters; split it into several rules.";
        }
        return "not a condition in CEL: " + message + ".";
    }
}
