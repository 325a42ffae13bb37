package io.postern.approval.adapter.rest;

/** What people may write where others read it. */
final class PlainText {
    private static final int LONGEST = 500;

    private PlainText() {}

    static void check(String what, String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(what + " has 1 to " + LONGEST + " characters");
        }
        if (text.codePoints().anyMatch(PlainText::unfit)) {
            throw new IllegalArgumentException(what + " is plain text, without control characters");
        }
    }

    /** What a database refuses to keep (NUL, half a character), or a terminal would obey. */
    private static boolean unfit(int c) {
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return half || Character.isISOControl(c) && c != '\n' && c != '\t';
    }
}
