package io.postern.approval.domain.rbac;

/**
 * Compares an action with a pattern in which {@code *} stands for any characters or none, slashes included. Azure
 * compares without regard to case; ASCII case, in every locale.
 */
final class ActionPattern {
    private ActionPattern() {}

    /** In time that grows with the product of the lengths at worst: only the last {@code *} is ever tried again. */
    static boolean matches(String pattern, String action) {
        int p = 0;
        int a = 0;
        int star = -1;
        int resume = 0;
        while (a < action.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = a;
            } else if (p < pattern.length() && lower(pattern.charAt(p)) == lower(action.charAt(a))) {
                p++;
                a++;
            } else if (star >= 0) {
                p = star + 1;
                a = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
