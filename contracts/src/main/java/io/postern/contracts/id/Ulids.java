package io.postern.contracts.id;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.Locale;

/** Checks and makes ULIDs, the form of every identity that Postern gives out. */
final class Ulids {
    private static final int LENGTH = 26;
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    /** Whether a character is one of them: of every event some ids are checked, many thousand in a second. */
    private static final boolean[] KNOWN = new boolean[128];

    static {
        DIGITS.chars().forEach(digit -> KNOWN[digit] = true);
    }

    private Ulids() {}

    static String canonical(String text, String what) {
        if (isCanonical(text)) {
            return text;
        }
        String upper = text.toUpperCase(Locale.ROOT);
        if (!isCanonical(upper)) {
            throw new IllegalArgumentException(what + " must be a ULID of 26 characters");
        }
        return upper;
    }

    /** The first digit of 26 stands for three bits, not five. */
    private static boolean isCanonical(String text) {
        if (text.length() != LENGTH || text.charAt(0) < '0' || text.charAt(0) > '7') {
            return false;
        }
        for (int i = 1; i < LENGTH; i++) {
            char digit = text.charAt(i);
            if (digit >= KNOWN.length || !KNOWN[digit]) {
                return false;
            }
        }
        return true;
    }

    static Instant madeAt(String ulid) {
        return Ulid.getInstant(ulid);
    }

    static String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }
}
