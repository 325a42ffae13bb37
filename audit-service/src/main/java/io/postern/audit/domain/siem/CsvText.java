package io.postern.audit.domain.siem;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of a table as RFC 4180 writes them, every value in quotes. A value never breaks a line, hides a character, or is
 * taken for a formula by the spreadsheet that opens it: what a formula could begin with gets an apostrophe before it, and
 * control characters are written out.
 */
public final class CsvText {
    /** What spreadsheets take for the beginning of a formula, in East Asian width too. */
    private static final String BEGINNINGS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20|%";

    private CsvText() {}

    public static String line(List<String> values) {
        return values.stream().map(CsvText::value).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String value(String text) {
        StringBuilder value = new StringBuilder(text.length() + 8).append('"');
        if (beginsAFormula(text)) {
            value.append('\'');
        }
        text.codePoints().forEach(letter -> write(value, letter));
        return value.append('"').toString();
    }

    private static boolean beginsAFormula(String text) {
        int first = text.codePoints()
                .dropWhile(letter -> Character.isWhitespace(letter)
                        || Character.isSpaceChar(letter)
                        || isHidden(letter)
                        || letter == '"')
                .findFirst()
                .orElse(' ');
        return BEGINNINGS.indexOf(first) >= 0
                || !text.isEmpty() && (text.charAt(0) == '\t' || text.charAt(0) == '\r' || text.charAt(0) == '\n');
    }

    private static void write(StringBuilder value, int letter) {
        switch (letter) {
            case '"' -> value.append("\"\"");
            case '\n' -> value.append("\\n");
            case '\r' -> value.append("\\r");
            case '\t' -> value.append("\\t");
            default -> {
                if (isHidden(letter)) {
                    value.append("\\u{").append(Integer.toHexString(letter)).append('}');
                } else {
                    value.appendCodePoint(letter);
                }
            }
        }
    }

    /** Control characters, half surrogates, marks that turn the direction of writing, and the like. */
    private static boolean isHidden(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
