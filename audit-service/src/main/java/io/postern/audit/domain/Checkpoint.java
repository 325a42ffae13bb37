package io.postern.audit.domain;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the log commits to: so many leaves, with this root. The text is that of C2SP tlog-checkpoint. */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern TEXT =
            Pattern.compile("([^\\n]+)\\n(0|[1-9][0-9]{0,17})\\n([A-Za-z0-9+/=]{44})\\n(?s:.*)");

    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /** Reads a note that this key signed; anything else is not a checkpoint of ours. */
    public static Optional<Checkpoint> open(String note, NoteVerifier verifier) {
        return verifier.open(note).map(TEXT::matcher).filter(Matcher::matches).map(text -> {
            byte[] root = Base64.getDecoder().decode(text.group(3));
            return new Checkpoint(text.group(1), Long.parseLong(text.group(2)), Hash.of(root));
        });
    }
}
