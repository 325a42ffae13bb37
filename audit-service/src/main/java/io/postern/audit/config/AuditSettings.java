package io.postern.audit.config;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the audit service. */
@ConfigMapping(prefix = "postern.audit")
public interface AuditSettings {
    /** File with the key that signs checkpoints, in the signer form of signed notes. */
    Path signingKeyFile();

    /** Directory that the log is published to. */
    Path logDir();

    /** The log's name in its checkpoints; the key must have the same. */
    String origin();

    /** Where rows for Azure Monitor go; nothing goes there unless all of it is set. */
    Ingestion ingestion();

    /** A stream of a data collection rule in Azure Monitor. */
    interface Ingestion {
        /** The ingestion endpoint of the rule, or of a data collection endpoint. */
        Optional<String> endpoint();

        /** The immutable id of the data collection rule. */
        Optional<String> ruleId();

        /** The stream's name in the rule, such as {@code Custom-Postern}. */
        Optional<String> stream();
    }

    /** Why nothing may be erased for now, as the end of a sentence; erasing is allowed while this is not set. */
    Optional<String> legalHold();

    /** Directory on write-once storage that the log is copied to as it fills; without it nothing is archived. */
    Optional<Path> archiveDir();

    /**
     * Address of a container of Azure Blob Storage with an immutability policy, to which the log is copied instead; it is signed in to
     * as whoever {@code DefaultAzureCredential} finds, a managed identity for example.
     */
    Optional<URI> archiveContainer();

    /** For how long entries are handed out once they are archived; without it for ever. */
    Optional<Duration> retention();
}
