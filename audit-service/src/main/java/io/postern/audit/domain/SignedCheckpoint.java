package io.postern.audit.domain;

/** A checkpoint with the note that signs it. */
public record SignedCheckpoint(Checkpoint checkpoint, String note) {
    public static SignedCheckpoint of(Checkpoint checkpoint, NoteKey key) {
        return new SignedCheckpoint(checkpoint, key.sign(checkpoint.text()));
    }

    public ListedNote listed() {
        return new ListedNote(checkpoint.size(), note);
    }
}
