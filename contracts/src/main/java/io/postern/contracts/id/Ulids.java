package io.postern.contracts.id;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks and makes ULIDs, the form of every identity that Postern gives out. */
final class Ulids {
    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private Ulids() {}

    static String canonical(String text, String what) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (!FORM.matcher(upper).matches()) {
            throw new IllegalArgumentException(what + " must be a ULID of 26 characters");
        }
        return upper;
    }

    static Instant madeAt(String ulid) {
        return Ulid.getInstant(ulid);
    }

    static String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }
}
