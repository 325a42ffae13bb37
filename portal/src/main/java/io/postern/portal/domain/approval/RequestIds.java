package io.postern.portal.domain.approval;

import java.util.regex.Pattern;

/** The ids of requests: ULIDs, which sort by their time. */
public final class RequestIds {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("[0-7][" + LETTERS + "]{25}");

    private RequestIds() {}

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** The id directly before this one: a list that goes on behind it begins with this one. */
    public static String before(String id) {
        char[] letters = id.toCharArray();
        for (int i = letters.length - 1; i >= 0; i--) {
            int value = LETTERS.indexOf(letters[i]);
            if (value > 0) {
                letters[i] = LETTERS.charAt(value - 1);
                return new String(letters);
            }
            letters[i] = LETTERS.charAt(LETTERS.length() - 1);
        }
        return id;
    }
}
