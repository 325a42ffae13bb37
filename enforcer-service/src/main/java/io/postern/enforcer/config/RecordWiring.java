package io.postern.enforcer.config;

import io.postern.contracts.event.Source;
import io.postern.contracts.id.EventId;
import io.postern.enforcer.adapter.postgres.PostgresApprovals;
import io.postern.enforcer.adapter.postgres.PostgresBudget;
import io.postern.enforcer.adapter.postgres.PostgresFindings;
import io.postern.enforcer.adapter.postgres.PostgresGrants;
import io.postern.enforcer.adapter.postgres.PostgresInventory;
import io.postern.enforcer.adapter.postgres.PostgresLeases;
import io.postern.enforcer.adapter.postgres.PostgresOnRecord;
import io.postern.enforcer.adapter.postgres.PostgresPolicies;
import io.postern.enforcer.adapter.postgres.PostgresRules;
import io.postern.enforcer.adapter.postgres.PostgresScaleSets;
import io.postern.enforcer.adapter.postgres.PostgresSurveys;
import io.postern.enforcer.adapter.postgres.PostgresVitals;
import io.postern.enforcer.app.Approvals;
import io.postern.enforcer.app.Events;
import io.postern.enforcer.app.Findings;
import io.postern.enforcer.app.Grants;
import io.postern.enforcer.app.Inventory;
import io.postern.enforcer.app.Leases;
import io.postern.enforcer.app.OnRecord;
import io.postern.enforcer.app.OwnRules;
import io.postern.enforcer.app.Policies;
import io.postern.enforcer.app.Pulse;
import io.postern.enforcer.app.ScaleSets;
import io.postern.enforcer.app.Surveys;
import io.postern.enforcer.app.UnitOfWork;
import io.postern.enforcer.app.Vitals;
import io.postern.enforcer.app.WriteBudget;
import io.postern.enforcer.domain.budget.WriteShare;
import io.postern.messaging.Outbox;
import io.postern.messaging.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;

/** Puts the record together: PostgreSQL, and the outbox in the same transactions. */
@Singleton
public class RecordWiring {
    /** In whose name this process takes leases. */
    private final String holder = EventId.next().value();

    @Produces
    @Singleton
    Source source() {
        return Source.ENFORCER_SERVICE;
    }

    @Produces
    @Singleton
    UnitOfWork unitOfWork(Transactions transactions) {
        return new RecordWork(transactions);
    }

    @Produces
    @Singleton
    Events events(Outbox outbox) {
        return outbox::append;
    }

    @Produces
    @Singleton
    Grants grants(DataSource database) {
        return new PostgresGrants(database);
    }

    @Produces
    @Singleton
    OwnRules rules(DataSource database, Settings settings) {
        return new PostgresRules(database, settings.instance(), holder);
    }

    @Produces
    @Singleton
    Inventory inventory(DataSource database) {
        return new PostgresInventory(database);
    }

    @Produces
    @Singleton
    ScaleSets scaleSets(DataSource database) {
        return new PostgresScaleSets(database);
    }

    @Produces
    @Singleton
    Policies policies(DataSource database) {
        return new PostgresPolicies(database);
    }

    @Produces
    @Singleton
    Approvals approvals(DataSource database) {
        return new PostgresApprovals(database);
    }

    @Produces
    @Singleton
    Findings findings(DataSource database) {
        return new PostgresFindings(database);
    }

    @Produces
    @Singleton
    OnRecord onRecord(DataSource database, Settings settings) {
        return new PostgresOnRecord(database, settings.instance());
    }

    /** Every start is a new holder: a process must not trust the leases of one that died. */
    @Produces
    @Singleton
    Leases leases(DataSource database) {
        return new LeasesInTurn(new PostgresLeases(database, holder), turns());
    }

    @Produces
    @Singleton
    Surveys surveys(DataSource database) {
        return new PostgresSurveys(database, EventId.next().value());
    }

    private static Turns turns() {
        return new Turns(2, Duration.ofSeconds(2));
    }

    @Produces
    @Singleton
    Pulse pulse() {
        return new Pulse();
    }

    @Produces
    @Singleton
    Vitals vitals(DataSource database) {
        return new PostgresVitals(database);
    }

    @Produces
    @Singleton
    WriteBudget budget(DataSource database, Inventory inventory, Settings settings, Pulse pulse, Clock clock) {
        WriteBudget shared = new PostgresBudget(
                database,
                WriteShare.ofPercent(settings.enforcer().writeShare()),
                boundary -> inventory.behind(boundary).stream()
                        .map(vm -> vm.location().toLowerCase(Locale.ROOT))
                        .findFirst()
                        .orElse(""),
                pulse::isSilent,
                clock);
        return new BudgetInTurn(shared, turns());
    }
}
