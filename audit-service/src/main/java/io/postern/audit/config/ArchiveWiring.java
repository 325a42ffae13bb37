package io.postern.audit.config;

import com.azure.identity.DefaultAzureCredentialBuilder;
import io.postern.audit.adapter.blob.BlobArchive;
import io.postern.audit.adapter.files.DirectoryArchive;
import io.postern.audit.adapter.postgres.PostgresLeafTimes;
import io.postern.audit.app.ArchiveLog;
import io.postern.audit.app.LogArchive;
import io.postern.audit.app.LogFiles;
import io.postern.audit.app.Pruned;
import io.postern.audit.app.Retention;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;

/** Puts together where the log is archived, and what is no longer handed out because it is. */
@Singleton
public final class ArchiveWiring {
    private final Optional<ArchiveLog> archive;

    ArchiveWiring(LogFiles files, AuditSettings settings) {
        this.archive = place(settings)
                .map(place ->
                        new ArchiveLog(files, place, SigningKey.of(settings).verifier()));
    }

    private static Optional<LogArchive> place(AuditSettings settings) {
        Optional<LogArchive> directory = settings.archiveDir().map(DirectoryArchive::new);
        if (settings.archiveContainer().isEmpty()) {
            return directory;
        }
        URI container = settings.archiveContainer().get();
        if (directory.isPresent()) {
            throw new IllegalStateException("The log is archived at one place: set POSTERN_AUDIT_ARCHIVE_DIR or"
                    + " POSTERN_AUDIT_ARCHIVE_CONTAINER, and not both.");
        }
        if (!"https".equals(container.getScheme())) {
            throw new IllegalStateException("POSTERN_AUDIT_ARCHIVE_CONTAINER must begin with https://");
        }
        return Optional.of(BlobArchive.of(container, new DefaultAzureCredentialBuilder().build()));
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
                "POSTERN_AUDIT_RETENTION is set, but nothing is archived: name write-once storage in"
                        + " POSTERN_AUDIT_ARCHIVE_DIR or POSTERN_AUDIT_ARCHIVE_CONTAINER, or leave the retention out"));
        Retention retention = new Retention(settings.retention().get(), archived, new PostgresLeafTimes(database));
        return bundle -> retention.isOver(bundle, clock.instant());
    }
}
