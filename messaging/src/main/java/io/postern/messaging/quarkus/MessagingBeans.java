package io.postern.messaging.quarkus;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.postern.contracts.event.Source;
import io.postern.messaging.Inbox;
import io.postern.messaging.Outbox;
import io.postern.messaging.Relay;
import io.postern.messaging.RelaySettings;
import io.postern.messaging.Transactions;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The library's beans. The service adds one bean: its {@link Source}, whose last part is the consumer's name too. */
@Singleton
public class MessagingBeans {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Produces
    @Singleton
    @DefaultBean
    Transactions transactions(TransactionSynchronizationRegistry registry) {
        return new QuarkusTransactions(registry);
    }

    @Produces
    @Singleton
    Outbox outbox(DataSource database, Source source, Clock clock, Transactions transactions, Relay relay) {
        return new Outbox(database, source, clock, transactions, relay::wake);
    }

    @Produces
    @Singleton
    @DefaultBean
    Inbox inbox(DataSource database, Transactions transactions, Outbox outbox, Clock clock, Source source) {
        String consumer = source.wireName().substring(source.wireName().lastIndexOf('/') + 1);
        return new Inbox(database, transactions, outbox, clock, consumer);
    }

    @Produces
    @Singleton
    Relay relay(
            Config config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        return new Relay(
                RelaySettings.standard(),
                new RelayConnections(url, user, password.orElse("")),
                ProducerSettings.from(config));
    }

    void close(@Disposes Relay relay) {
        relay.close();
    }

    @Produces
    @Singleton
    MeterBinder outboxAge(Relay relay) {
        return registry -> Gauge.builder("postern.outbox.oldest.unpublished", relay, MessagingBeans::waitingSeconds)
                .description("How long the oldest event has waited for Kafka")
                .baseUnit("seconds")
                .register(registry);
    }

    @Produces
    @Singleton
    MeterBinder quarantine(Inbox inbox) {
        return registry -> FunctionCounter.builder("postern.inbox.quarantined", inbox, Inbox::quarantined)
                .description("Records since the start that were no event, or could never be handled")
                .register(registry);
    }

    void start(@Observes StartupEvent started, Relay relay) {
        relay.start();
    }

    /** Lets go of records that wait for the database, so that the channels can end; they come again at the next start. */
    void stop(@Observes ShutdownEvent stopping, Inbox inbox) {
        inbox.close();
    }

    private static double waitingSeconds(Relay relay) {
        return relay.oldestUnpublishedAge().toMillis() / 1_000.0;
    }
}
