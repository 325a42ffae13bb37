package io.postern.audit.config;

import io.postern.audit.domain.NoteKey;
import java.io.IOException;
import java.nio.file.Files;

/** Reads the signing key, or says in one sentence why the service cannot start without it. */
final class SigningKey {
    private SigningKey() {}

    static NoteKey of(AuditSettings settings) {
        String file = "the file that POSTERN_AUDIT_SIGNING_KEY_FILE names, " + settings.signingKeyFile() + ",";
        String text;
        try {
            text = Files.readString(settings.signingKeyFile());
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read: put the log's signing key there", e);
        }
        NoteKey key;
        try {
            key = NoteKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " holds no usable key: " + e.getMessage(), e);
        }
        if (!key.name().equals(settings.origin())) {
            throw new IllegalStateException(
                    file + " is for the log " + key.name() + ", but this is " + settings.origin());
        }
        return key;
    }
}
