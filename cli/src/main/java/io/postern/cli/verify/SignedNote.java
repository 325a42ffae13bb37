package io.postern.cli.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A text with signatures under it (C2SP signed-note). */
final class SignedNote {
    /** What a line with a signature begins with. */
    static final String SIGNATURE_LINE = "\u2014 ";

    private static final int SIGNATURE_BYTES = 4 + 64;

    /** Possessive, as what is matched once is not taken apart again: otherwise each line takes a piece of the stack. */
    private static final Pattern SIGNATURES = Pattern.compile("(?:\u2014 [^ \\s]++ [A-Za-z0-9+/=]++\n)++");

    private SignedNote() {}

    /** The text of a note that {@code key} has signed, with its last newline; any other is broken. */
    static String text(String place, String note, NoteVerifierKey key) throws Broken {
        int split = note.lastIndexOf("\n\n");
        if (split < 0) {
            throw new Broken(place, "not a signed note");
        }
        String text = note.substring(0, split + 1);
        String signatures = note.substring(split + 2);
        if (!SIGNATURES.matcher(signatures).matches()) {
            throw new Broken(place, "not a signed note: below its text stand other lines than signatures");
        }
        if (signatures.lines().noneMatch(line -> isSignedBy(key, line, text))) {
            throw new Broken(place, "no valid signature of " + key.name());
        }
        return text;
    }

    private static boolean isSignedBy(NoteVerifierKey key, String line, String text) {
        if (!line.startsWith(SIGNATURE_LINE + key.name() + " ")) {
            return false;
        }
        try {
            String spelled = line.substring(line.lastIndexOf(' ') + 1);
            byte[] bytes = CanonicalBase64.decode(spelled);
            return bytes.length == SIGNATURE_BYTES
                    && Arrays.equals(Arrays.copyOf(bytes, 4), key.keyId())
                    && key.verifies(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, 4, bytes.length));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
