package io.postern.portal.domain.finding;

import java.util.Locale;

/** Numbers of a drawing. */
final class Draw {
    private Draw() {}

    /** To a tenth, with a point whatever the language is. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
