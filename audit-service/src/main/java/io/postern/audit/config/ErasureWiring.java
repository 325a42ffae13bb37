package io.postern.audit.config;

import io.postern.audit.adapter.postgres.PostgresPersonal;
import io.postern.audit.app.ErasePerson;
import io.postern.audit.domain.PersonCommitment;
import io.postern.messaging.Outbox;
import io.postern.messaging.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import javax.sql.DataSource;

/** Puts together how a person is forgotten. */
@Singleton
public final class ErasureWiring {
    @Produces
    @Singleton
    ErasePerson erasures(DataSource database, Transactions transactions, Outbox outbox, AuditSettings settings) {
        SecureRandom random = new SecureRandom();
        return new ErasePerson(
                new PostgresPersonal(database),
                transactions::call,
                outbox::append,
                () -> {
                    byte[] salt = new byte[PersonCommitment.SALT_BYTES];
                    random.nextBytes(salt);
                    return salt;
                },
                settings.legalHold());
    }
}
