package io.postern.approval.config;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.postern.approval.adapter.jws.JoseBotSignatures;
import io.postern.approval.adapter.kafka.EveryDecision;
import io.postern.approval.app.BotSignatures;
import io.postern.approval.app.Cases;
import io.postern.approval.app.DecideCase;
import io.postern.approval.app.DecideThroughBot;
import io.postern.approval.app.EnrolAccount;
import io.postern.approval.app.Enrolments;
import io.postern.approval.app.Facts;
import io.postern.approval.app.Memberships;
import io.postern.approval.app.Shown;
import io.postern.approval.app.UnitOfWork;
import io.postern.approval.app.UsedProofs;
import io.postern.contracts.event.Source;
import io.postern.messaging.Inbox;
import io.postern.messaging.Outbox;
import io.postern.messaging.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Puts together what concerns bots. */
@Singleton
public class BotWiring {
    @Produces
    @Singleton
    EveryDecision decisions(DataSource database, Transactions transactions, Outbox outbox, Clock clock, Source source) {
        String consumer = source.wireName().substring(source.wireName().lastIndexOf('/') + 1) + ".decisions";
        return new EveryDecision(Inbox.ofEverything(database, transactions, outbox, clock, consumer));
    }

    @Produces
    @Singleton
    MeterBinder quarantinedDecisions(EveryDecision decisions) {
        return registry -> FunctionCounter.builder(
                        "postern.decisions.quarantined", decisions.inbox(), Inbox::quarantined)
                .description("Records since the start that bots, or others, wrote and that prove nothing")
                .register(registry);
    }

    void stop(@Observes ShutdownEvent stopping, EveryDecision decisions) {
        decisions.inbox().close();
    }

    @Produces
    @Singleton
    BotSignatures signatures(Settings settings) {
        return new JoseBotSignatures(settings.approval().botsFile());
    }

    @Produces
    @Singleton
    Shown shown(Cases cases) {
        return request ->
                cases.of(request).stream().map(known -> known.wish().digest()).collect(Collectors.toSet());
    }

    @Produces
    @Singleton
    DecideThroughBot decideThroughBot(
            Settings settings,
            BotSignatures signatures,
            UsedProofs proofs,
            Enrolments enrolments,
            Shown shown,
            Memberships memberships,
            DecideCase decideCase,
            Facts facts) {
        return new DecideThroughBot(
                signatures,
                proofs,
                enrolments,
                shown,
                memberships,
                decideCase,
                facts,
                settings.instance(),
                settings.approval().botDecisionsPerMinute());
    }

    @Produces
    @Singleton
    EnrolAccount enrolAccount(
            Settings settings,
            BotSignatures signatures,
            UsedProofs proofs,
            Enrolments enrolments,
            Facts facts,
            UnitOfWork unitOfWork) {
        return new EnrolAccount(signatures, proofs, enrolments, facts, unitOfWork, settings.instance());
    }
}
