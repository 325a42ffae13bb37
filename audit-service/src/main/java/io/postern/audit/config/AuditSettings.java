package io.postern.audit.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Settings of the audit service. */
@ConfigMapping(prefix = "postern.audit")
public interface AuditSettings {
    /** File with the key that signs checkpoints, in the signer form of signed notes. */
    Path signingKeyFile();

    /** Directory that the log is published to. */
    Path logDir();

    /** The log's name in its checkpoints; the key must have the same. */
    String origin();
}
