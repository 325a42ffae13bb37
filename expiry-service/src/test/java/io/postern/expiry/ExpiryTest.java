package io.postern.expiry;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.architecture.AlarmRules;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.expiry.adapter.clock.StepTimer;
import io.postern.expiry.app.Deadlines;
import io.postern.expiry.app.ExpireDue;
import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Pause;
import io.postern.messaging.Transactions;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
class ExpiryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final VmId VM = new VmId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
            + "/providers/Microsoft.Compute/virtualMachines/web-1");

    @Inject
    Deadlines deadlines;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    @Inject
    DataSource database;

    @Inject
    Flyway flyway;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private Topics topics;

    @BeforeEach
    void listen() {
        topics = new Topics(bootstrap, Topic.EXPIRY);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void anAppliedRuleIsAnnouncedAsExpiredAtItsEndNotEarlierAndOnce() throws Exception {
        RequestId request = RequestId.next();
        Instant until = clock.instant().plusMillis(3_200);
        Envelope applied = envelope(1, applied(request, GrantId.next(), until));
        topics.send(applied);
        topics.send(applied);

        Envelope expired = topics.next(PATIENCE);

        assertThat(clock.instant()).isAfterOrEqualTo(until);
        assertThat(expired.time()).isBetween(until, until.plusSeconds(2));
        assertThat(expired.event()).isEqualTo(new Expired(request, ((RulesApplied) applied.event()).grantId(), until));
        nothingMoreIsAnnounced();
    }

    @Test
    void aGrantThatWasClosedBeforeItsEndIsNotAnnounced() throws Exception {
        RequestId request = RequestId.next();
        GrantId grant = GrantId.next();
        Instant until = clock.instant().plusMillis(1_500);
        topics.send(envelope(1, applied(request, grant, until)));
        topics.send(envelope(
                2, new RulesRemoved(request, grant, VM, "postern-test-x", until, CloseReason.REVOKED, List.of())));

        nothingMoreIsAnnounced();
        assertThat(clock.instant()).isAfter(until);
    }

    @Test
    void aGrantWithANewEndIsAnnouncedAtThatEndOnly() throws Exception {
        RequestId request = RequestId.next();
        GrantId grant = GrantId.next();
        Instant until = clock.instant().plusMillis(1_000);
        topics.send(envelope(1, applied(request, grant, until)));
        topics.send(envelope(2, applied(request, grant, until.plusMillis(500))));

        assertThat(((Expired) topics.next(PATIENCE).event()).until()).isEqualTo(until.plusMillis(500));
        nothingMoreIsAnnounced();
    }

    @Test
    void ofAnExtendedAccessOnlyTheNewEndIsAnnounced() throws Exception {
        RequestId request = RequestId.next();
        GrantId before = GrantId.next();
        GrantId extension = GrantId.next();
        Instant until = clock.instant().plusMillis(1_000);
        topics.send(envelope(1, applied(request, before, until)));
        topics.send(envelope(2, applied(request, extension, until.plusMillis(500))));
        topics.send(envelope(
                3, new RulesRemoved(request, before, VM, "postern-test-x", until, CloseReason.EXTENDED, List.of())));

        assertThat(topics.next(PATIENCE).event()).isEqualTo(new Expired(request, extension, until.plusMillis(500)));
        nothingMoreIsAnnounced();
    }

    @Test
    void deadlinesThatCameWhileNobodyLookedAreAnnouncedOnceThoughThreeInstancesLook() {
        Pause pause = new Pause(Duration.ofMillis(1), Duration.ofMillis(5));
        Instant past = clock.instant().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        List<Expired> due = new ArrayList<>();
        transactions.call(() -> {
            for (int i = 0; i < 300; i++) {
                Deadline deadline = new Deadline(GrantId.next(), RequestId.next(), past.plusMillis(i));
                deadlines.arm(deadline);
                due.add(new Expired(deadline.requestId(), deadline.grantId(), deadline.until()));
            }
            return due;
        });
        ExpireDue one = new ExpireDue(deadlines, Duration.ofSeconds(1), 1_000, pause);
        ExpireDue two = new ExpireDue(deadlines, Duration.ofSeconds(1), 1_000, pause);
        try (StepTimer second = new StepTimer("second", () -> one.at(clock.instant()));
                StepTimer third = new StepTimer("third", () -> two.at(clock.instant()))) {
            second.start();
            third.start();
            List<PosternEvent> announced = new ArrayList<>();
            while (announced.size() < due.size()) {
                announced.add(topics.next(PATIENCE).event());
            }
            assertThat(announced).containsExactlyInAnyOrderElementsOf(due);
        }
    }

    @Test
    void theEndIsSpokenOfAheadAndAnExtensionMovesThat() throws Exception {
        RequestId request = RequestId.next();
        GrantId before = GrantId.next();
        GrantId extension = GrantId.next();
        Duration window = Duration.ofMinutes(10);
        Instant until = clock.instant().plusSeconds(300).plusMillis(1_500);
        topics.send(envelope(1, applied(request, before, window, until)));
        topics.send(envelope(2, applied(request, extension, window, until.plusMillis(700))));
        topics.send(envelope(
                3, new RulesRemoved(request, before, VM, "postern-test-x", until, CloseReason.EXTENDED, List.of())));

        Envelope soon = topics.next(PATIENCE);
        assertThat(soon.event()).isEqualTo(new ExpiringSoon(request, extension, until.plusMillis(700)));
        assertThat(soon.time()).isAfterOrEqualTo(until.plusMillis(700).minusSeconds(300));
        nothingMoreIsAnnounced();
    }

    @Test
    void anEndOutsideOfAllCalendarsIsSetAsideAndDoesNotStopTheNext() throws Exception {
        topics.send(envelope(1, applied(RequestId.next(), GrantId.next(), Instant.MAX)));

        nothingMoreIsAnnounced();
    }

    @Test
    void aMigrationOfTheLibraryComesToADatabaseThatHasTheServicesOwnAlready() throws Exception {
        int all = flyway.info().applied().length;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX inbox_received");
            statement.execute("DELETE FROM flyway_schema_history WHERE version = '0.2'");
        }
        flyway.migrate();

        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.info().applied()).hasSize(all);
    }

    @Test
    void aDatabaseThatWentSilentIsWaitedForHalfAMinuteAtMostAndLetsGoOfAFrozenProcessSooner() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(30_000);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("5s");
        }
    }

    @Test
    void theServiceIsReadyAndShowsItsNumbers() {
        when().get("/q/health/ready").then().statusCode(200);
        when().get("/q/health/live").then().statusCode(200);
        assertThat(when().get("/q/metrics").asString())
                .contains(AlarmRules.metrics("postern_expiry_"))
                .contains(AlarmRules.metrics("postern_outbox_"))
                .contains(AlarmRules.metrics("postern_inbox_"))
                .contains(AlarmRules.metrics("kafka_consumer_"));
        when().get("/q/openapi").then().statusCode(200);
    }

    /** Sends later deadlines on every partition and sees nothing but them come out. */
    private void nothingMoreIsAnnounced() throws Exception {
        Set<String> fences = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            RequestId fence = RequestId.next();
            fences.add(fence.value());
            topics.send(
                    envelope(1, applied(fence, GrantId.next(), clock.instant().plusMillis(2_000))));
        }
        while (!fences.isEmpty()) {
            assertThat(fences.remove(topics.next(PATIENCE).subject())).isTrue();
        }
    }

    /** A window so short that nobody is warned. */
    private static RulesApplied applied(RequestId request, GrantId grant, Instant until) {
        return applied(request, grant, Duration.ofMinutes(9), until);
    }

    private static RulesApplied applied(RequestId request, GrantId grant, Duration window, Instant until) {
        List<PortAccess> ports = List.of(new PortAccess(new Port(22), Protocol.TCP));
        Instant from = until.equals(Instant.MAX) ? Instant.EPOCH : until.minus(window);
        return new RulesApplied(
                request,
                grant,
                VM,
                ports,
                from,
                until,
                "postern-test-x",
                List.of(),
                new RulesApplied.Personal(List.of()));
    }

    private static Envelope envelope(long version, PosternEvent event) {
        return new Envelope(
                EventId.next(), Source.ENFORCER_SERVICE, version, Instant.parse("2026-11-21T00:00:00Z"), event);
    }
}
