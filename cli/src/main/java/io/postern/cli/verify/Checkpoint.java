package io.postern.cli.verify;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A signed promise (C2SP tlog-checkpoint): the log of this origin has this size and this root. Kept with where it was found. */
record Checkpoint(String place, String note, String origin, long size, byte[] root) implements Promise {
    private static final Pattern TEXT =
            Pattern.compile("([^\\n]+)\\n(0|[1-9][0-9]{0,17})\\n([A-Za-z0-9+/]{43}=)\\n(?s:.*)");

    /** Reads a checkpoint that {@code key} has signed; any other is broken. */
    static Checkpoint read(String place, String note, NoteVerifierKey key) throws Broken {
        Matcher text = TEXT.matcher(SignedNote.text(place, note, key));
        if (!text.matches()) {
            throw new Broken(place, "signed, but not of the form origin, size, root");
        }
        if (!text.group(1).equals(key.name())) {
            throw new Broken(place, "of " + text.group(1) + ", but the key is that of " + key.name());
        }
        return new Checkpoint(
                place,
                note,
                text.group(1),
                Long.parseLong(text.group(2)),
                Base64.getDecoder().decode(text.group(3)));
    }

    @Override
    public boolean hasRoot(byte[] other) {
        return Arrays.equals(root, other);
    }

    @Override
    public Checkpoint checkpoint() {
        return this;
    }

    String rootText() {
        return Base64.getEncoder().encodeToString(root);
    }
}
