package io.postern.cli.verify;

/** The time that an id begins with. */
final class Ulid {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;
    private static final int OF_TIME = 10;

    private Ulid() {}

    /** When it was made, in milliseconds since 1970; -1 when it is no such id. */
    static long millis(String id) {
        if (id.length() != LENGTH) {
            return -1;
        }
        long millis = 0;
        for (int i = 0; i < OF_TIME; i++) {
            int digit = DIGITS.indexOf(id.charAt(i));
            if (digit < 0) {
                return -1;
            }
            millis = millis << 5 | digit;
        }
        return millis;
    }
}
