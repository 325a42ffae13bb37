package io.postern.enforcer.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.enforcer.adapter.postgres.PostgresFindings;
import io.postern.enforcer.adapter.postgres.PostgresInventory;
import io.postern.enforcer.adapter.postgres.PostgresPolicies;
import io.postern.enforcer.adapter.postgres.PostgresRules;
import io.postern.enforcer.adapter.postgres.PostgresScaleSets;
import io.postern.enforcer.adapter.postgres.PostgresSurveys;
import io.postern.enforcer.app.AssessScaleSets;
import io.postern.enforcer.app.AssessVms;
import io.postern.enforcer.app.FindDrift;
import io.postern.enforcer.app.ForgetVm;
import io.postern.enforcer.app.GrantEnds;
import io.postern.enforcer.app.MemoryRecord;
import io.postern.enforcer.app.Nudges;
import io.postern.enforcer.app.UnitOfWork;
import io.postern.enforcer.app.Watch;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.inventory.Assessment;
import io.postern.messaging.Outbox;
import io.postern.messaging.testing.JdbcTransactions;
import io.postern.messaging.testing.TestPostgres;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class FleetScanTest {
    private static final Logger LOG = Logger.getLogger(FleetScanTest.class);
    private static final int FLEET = Boolean.getBoolean("postern.long") ? 5000 : 1000;
    private static final int A_PAGE = 100;

    private final List<PosternEvent> published = new ArrayList<>();
    private final AtomicInteger statements = new AtomicInteger();

    @Test
    void aScanOfManyVmsCostsTheListCallsAndAHandfulOfQueries() throws Exception {
        try (EmulatedAzure azure =
                        EmulatedAzure.start(how -> how.withMachines(FLEET).withPageSize(A_PAGE));
                TestPostgres server = new TestPostgres()) {
            server.start();
            server.createMessagingTables(server.dataSource());
            for (String migration :
                    List.of("V1__enforcer", "V2__scale_sets", "V3__unprotect", "V5__pace", "V30__turns_in_order")) {
                server.run(migration(migration));
            }
            AssessVms assess = assess(azure, server);

            Duration first = timed("first", azure, assess);
            assertThat(first).isLessThan(Duration.ofSeconds(60));
            assertThat(published).hasSizeGreaterThan(FLEET);
            protectAll(server);
            assertThat(timed("second, all protected,", azure, assess)).isLessThan(Duration.ofSeconds(60));
            published.clear();

            assertThat(timed("third", azure, assess)).isLessThan(Duration.ofSeconds(60));
            assertThat(published).isEmpty();
            assertThat(statements.get()).isLessThan(15);
            // A scan a minute: five of them may take 1,000 reads, a tenth of what Azure gives the network's provider.
            assertThat(5 * azure.reads("Microsoft.Network")).isLessThan(1000);
            assertThat(5 * azure.reads("Microsoft.Compute")).isLessThan(1000);
        }
    }

    private static void protectAll(TestPostgres server) {
        server.run("INSERT INTO protected_vm (vm_key, policy_id, ports, changed_at) "
                + "SELECT vm_key, 'default', '22/*,3389/*,5985/*,5986/*', now() FROM machine");
    }

    private Duration timed(String which, EmulatedAzure azure, AssessVms assess) throws Exception {
        azure.forgetCounts();
        statements.set(0);
        Instant begun = Instant.now();
        assess.scan();
        Duration took = Duration.between(begun, Instant.now());
        assertThat(assess.completed()).isPresent();
        LOG.infof(
                "%s scan of %d VMs: %d ms, %d network reads, %d compute reads, %d statements, %d events",
                which,
                FLEET,
                took.toMillis(),
                azure.reads("Microsoft.Network"),
                azure.reads("Microsoft.Compute"),
                statements.get(),
                published.size());
        return took;
    }

    private AssessVms assess(EmulatedAzure azure, TestPostgres server) {
        JdbcTransactions transactions = new JdbcTransactions(server.dataSource());
        DataSource database = counting(transactions.dataSource());
        UnitOfWork work = new UnitOfWork() {
            @Override
            public <T> T call(Supplier<T> some) {
                return transactions.call(some::get);
            }

            @Override
            public void afterCommit(Runnable run) {
                transactions.afterCommit(run);
            }
        };
        Outbox outbox = new Outbox(database, Source.ENFORCER_SERVICE, Clock.systemUTC(), transactions);
        io.postern.enforcer.app.Events events = event -> {
            published.add(event);
            outbox.append(event);
        };
        MemoryRecord grants = new MemoryRecord();
        PostgresInventory inventory = new PostgresInventory(database);
        PostgresPolicies policies = new PostgresPolicies(database);
        PostgresRules rules = new PostgresRules(database, "demo", "one");
        Nudges nobody = new Nudges() {
            @Override
            public CompletableFuture<Void> look(io.postern.contracts.id.BoundaryId boundary) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletableFuture<Void> lookNow(io.postern.contracts.id.BoundaryId boundary) {
                return look(boundary);
            }
        };
        PostgresSurveys surveys = new PostgresSurveys(database, "alone");
        assertThat(surveys.takeTurn(Duration.ZERO)).isTrue();
        return new AssessVms(
                azure.landscape,
                surveys,
                new Assessment("demo"),
                inventory,
                policies,
                rules,
                events,
                work,
                new ForgetVm(
                        inventory, grants, rules, new GrantEnds("demo", grants, rules, events), events, work, nobody),
                new AssessScaleSets(azure.landscape, new PostgresScaleSets(database), events, work),
                new FindDrift(World.OURS, policies, grants, rules, new PostgresFindings(database), inventory, work),
                nobody,
                new Watch("demo"),
                Clock.systemUTC());
    }

    /** Counts what is prepared. */
    private DataSource counting(DataSource database) {
        return proxy(DataSource.class, database, "getConnection", () -> {
            Connection connection = database.getConnection();
            return Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            statements.incrementAndGet();
                        }
                        return method.invoke(connection, arguments);
                    });
        });
    }

    private static <T> T proxy(Class<T> type, T target, String name, java.util.concurrent.Callable<?> instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) ->
                        method.getName().equals(name) ? instead.call() : method.invoke(target, arguments)));
    }

    private static String migration(String name) throws Exception {
        try (InputStream in = FleetScanTest.class.getResourceAsStream("/db/migration/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
