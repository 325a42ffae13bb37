package io.postern.cli.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A signed promise (C2SP tlog-checkpoint): the log of this origin has this size and this root. */
record Checkpoint(String origin, long size, byte[] root) {
    private static final String PLACE = "checkpoint";
    private static final String SIGNATURE_LINE = "\u2014 ";

    /** Reads a checkpoint that {@code key} has signed; any other is broken. */
    static Checkpoint read(String note, NoteVerifierKey key) throws Broken {
        int split = note.indexOf("\n\n");
        if (split < 0) {
            throw new Broken(PLACE, "not a signed note");
        }
        String text = note.substring(0, split + 1);
        boolean signed = note.substring(split + 2).lines().anyMatch(line -> isSignedBy(key, line, text));
        if (!signed) {
            throw new Broken(PLACE, "no valid signature of " + key.name());
        }
        return parse(text, key);
    }

    private static boolean isSignedBy(NoteVerifierKey key, String line, String text) {
        if (!line.startsWith(SIGNATURE_LINE + key.name() + " ")) {
            return false;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
            return bytes.length == 68
                    && Arrays.equals(Arrays.copyOf(bytes, 4), key.keyId())
                    && key.verifies(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, 4, bytes.length));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Checkpoint parse(String text, NoteVerifierKey key) throws Broken {
        String[] lines = text.split("\n", -1);
        try {
            Checkpoint checkpoint = new Checkpoint(
                    lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
            if (checkpoint.size < 0 || checkpoint.root.length != 32) {
                throw new Broken(PLACE, "its size or root cannot be");
            }
            if (!checkpoint.origin.equals(key.name())) {
                throw new Broken(PLACE, "of " + checkpoint.origin + ", but the key is that of " + key.name());
            }
            return checkpoint;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new Broken(PLACE, "signed, but not of the form origin, size, root");
        }
    }
}
