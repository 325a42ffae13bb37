package io.postern.audit.config;

import io.postern.audit.adapter.postgres.PostgresProofs;
import io.postern.audit.app.LogFiles;
import io.postern.audit.app.ProveConsistency;
import io.postern.audit.app.ProveInclusion;
import io.postern.audit.app.SignedNotes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Puts together what shows anybody that the log is whole. */
@Singleton
public final class ProofWiring {
    @Produces
    @Singleton
    ProveInclusion proveInclusion(DataSource database, LogFiles files, AuditSettings settings) {
        return new ProveInclusion(
                new PostgresProofs(database), files, SigningKey.of(settings).verifier());
    }

    @Produces
    @Singleton
    ProveConsistency proveConsistency(LogFiles files, AuditSettings settings) {
        return new ProveConsistency(files, SigningKey.of(settings).verifier());
    }

    @Produces
    @Singleton
    SignedNotes signedNotes(DataSource database) {
        return new PostgresProofs(database);
    }
}
