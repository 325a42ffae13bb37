package io.postern.audit.config;

import io.postern.audit.adapter.json.EventOfLeaf;
import io.postern.audit.adapter.postgres.PostgresSignedOver;
import io.postern.audit.app.LeafReader;
import io.postern.audit.app.Reader;
import io.postern.audit.app.Reading;
import io.postern.audit.app.ReadsOnRecord;
import io.postern.audit.app.RefusedAttempts;
import io.postern.audit.app.TellStory;
import io.postern.audit.app.Trail;
import io.postern.audit.app.WhoReads;
import io.postern.contracts.event.TrailRead;
import io.postern.messaging.Outbox;
import io.postern.messaging.Transactions;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts together how the trail is read, and how that comes to be on record. */
@Singleton
public final class ReadWiring {
    private static final Logger LOG = Logger.getLogger(ReadWiring.class);
    private static final Problem UNRECORDED = Problem.named(
            "unrecorded",
            503,
            "This reading cannot be put on the trail just now, and what is not on record is not shown. Try again in a few"
                    + " seconds.");

    /** By the outbox, like every event: a reading that was committed gets its leaf also when Kafka is away. */
    @Produces
    @Singleton
    ReadsOnRecord reads(Transactions transactions, Outbox outbox) {
        return (reader, reading) -> {
            try {
                transactions.call(() -> outbox.append(event(reader, reading)));
            } catch (RuntimeException e) {
                LOG.warn("a reading of the trail was refused, because it could not be recorded", e);
                throw new Refused(UNRECORDED);
            }
        };
    }

    /** Aside, because who is refused may be so on a thread that must not wait for a database. */
    @Produces
    @Singleton
    RefusedAttempts refusedAttempts(Transactions transactions, Outbox outbox, ManagedExecutor executor) {
        return new RefusedAttempts(event -> executor.execute(() -> {
            try {
                transactions.call(() -> outbox.append(event));
            } catch (RuntimeException e) {
                LOG.error("an attempt that was refused could not be recorded", e);
            }
        }));
    }

    @Produces
    @Singleton
    WhoReads whoReads(JsonWebToken token, SecurityIdentity identity) {
        return () -> Reader.of(claim(token, "tid"), claim(token, "oid"), name(token, identity));
    }

    @Produces
    @Singleton
    LeafReader leafReader() {
        return new EventOfLeaf();
    }

    @Produces
    @Singleton
    TellStory stories(Trail trail, LeafReader reader, DataSource database) {
        return new TellStory(trail, reader, new PostgresSignedOver(database));
    }

    private static TrailRead event(Reader reader, Reading reading) {
        Long entries = reading.entries().isPresent() ? reading.entries().getAsLong() : null;
        return new TrailRead(
                reading.what(),
                reading.filter(),
                reader.person().orElse(null),
                entries,
                new TrailRead.Personal(reader.name(), reading.actor().orElse(null)));
    }

    private static String name(JsonWebToken token, SecurityIdentity identity) {
        return Stream.of("name", "preferred_username")
                .flatMap(claim -> Optional.ofNullable(claim(token, claim)).stream())
                .findFirst()
                .orElseGet(() -> String.valueOf(identity.getPrincipal().getName()));
    }

    private static @Nullable String claim(JsonWebToken token, String name) {
        return token.<Object>claim(name).map(String::valueOf).orElse(null);
    }
}
