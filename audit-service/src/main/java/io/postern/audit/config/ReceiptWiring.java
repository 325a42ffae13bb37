package io.postern.audit.config;

import io.postern.audit.adapter.postgres.PostgresAccessSteps;
import io.postern.audit.app.IssueReceipt;
import io.postern.audit.app.LogFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** Puts together what issues receipts. */
@Singleton
public final class ReceiptWiring {
    @Produces
    @Singleton
    IssueReceipt receipts(DataSource database, LogFiles files, AuditSettings settings, Clock clock) {
        return new IssueReceipt(new PostgresAccessSteps(database), files, SigningKey.of(settings), clock);
    }
}
