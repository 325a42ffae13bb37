package io.postern.audit.config;

import io.postern.audit.adapter.files.DirectoryArchive;
import io.postern.audit.adapter.postgres.PostgresLeafTimes;
import io.postern.audit.app.ArchiveLog;
import io.postern.audit.app.LogFiles;
import io.postern.audit.app.Pruned;
import io.postern.audit.app.Retention;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;

/** Puts together where the log is archived, and what is no longer handed out because it is. */
@Singleton
public final class ArchiveWiring {
    private final Optional<ArchiveLog> archive;

    ArchiveWiring(LogFiles files, AuditSettings settings) {
        this.archive = settings.archiveDir()
                .map(directory -> new ArchiveLog(
                        files,
                        new DirectoryArchive(directory),
                        SigningKey.of(settings).verifier()));
    }

    Optional<ArchiveLog> archive() {
        return archive;
    }

    /** Whether the entries of a bundle are no longer handed out. */
    @Produces
    @Singleton
    Pruned pruned(AuditSettings settings, DataSource database, Clock clock) {
        if (settings.retention().isEmpty()) {
            return bundle -> false;
        }
        ArchiveLog archived = archive.orElseThrow(() -> new IllegalStateException(
                "POSTERN_AUDIT_RETENTION is set, but nothing is archived: name a directory on write-once storage in"
                        + " POSTERN_AUDIT_ARCHIVE_DIR, or leave the retention out"));
        Retention retention = new Retention(settings.retention().get(), archived, new PostgresLeafTimes(database));
        return bundle -> retention.isOver(bundle, clock.instant());
    }
}
