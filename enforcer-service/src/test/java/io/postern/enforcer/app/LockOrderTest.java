package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.adapter.postgres.PostgresGrants;
import io.postern.enforcer.adapter.postgres.PostgresPolicies;
import io.postern.enforcer.adapter.postgres.PostgresRules;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.enforcer.domain.policy.PolicyAnswer;
import io.postern.messaging.testing.JdbcTransactions;
import io.postern.messaging.testing.TestPostgres;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Use cases that meet on the same rows of a real database. */
class LockOrderTest {
    private static final Instant NOW = World.START;
    private static final Instant END = NOW.plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
    private static final List<String> MIGRATIONS =
            List.of("V1__enforcer", "V3__unprotect", "V4__extensions", "V31__panic_grants");

    private final World world = new World();
    private final MemoryQuestions questions = new MemoryQuestions();
    private final CyclicBarrier both = new CyclicBarrier(2);

    @Test
    void lettingAVmGoAndWritingItsBaselineWithAnOpeningDoNotWaitForEachOther() throws Exception {
        try (TestPostgres server = new TestPostgres()) {
            server.start();
            for (String migration : MIGRATIONS) {
                server.run(sql(migration));
            }
            Database database = new Database(server);
            Grant.Granted grant = database.protectedWithAGrant();
            questions.raise(World.VM, NOW);

            CompletableFuture<List<RuleWrite>> writing = CompletableFuture.supplyAsync(
                    () -> database.writer()
                            .commit(World.NSG, List.of(baseline(), opening(grant)), NOW)
                            .writes(),
                    Thread::startVirtualThread);
            CompletableFuture<Void> lettingGo = CompletableFuture.runAsync(
                    () -> database.lettingGo()
                            .take(questions.takeDue(NOW, 1, NOW).getFirst(), new PolicyAnswer.NotProtected(), NOW),
                    Thread::startVirtualThread);

            lettingGo.get(20, TimeUnit.SECONDS);
            assertThat(writing.get(20, TimeUnit.SECONDS)).isEmpty();
            assertThat(database.in(() -> database.grants.find(grant.id()))).containsInstanceOf(Grant.Refused.class);
        }
    }

    private static RuleWrite baseline() {
        return new RuleWrite(
                RuleWrite.Kind.BASELINE,
                RuleName.Baseline.of("demo", World.VM),
                World.VM,
                4096,
                new RuleShape(Access.DENY, World.SSH.protocol(), List.of("*"), List.of("10.0.0.4"), List.of("22")));
    }

    private static RuleWrite opening(Grant grant) {
        return new RuleWrite(
                RuleWrite.Kind.ADD,
                new RuleName.Opening("demo", grant.id(), END),
                World.VM,
                100,
                new RuleShape(
                        Access.ALLOW,
                        World.SSH.protocol(),
                        List.of("203.0.113.7/32"),
                        List.of("10.0.0.4"),
                        List.of("22")));
    }

    private static String sql(String migration) throws Exception {
        try (InputStream file = LockOrderTest.class.getResourceAsStream("/db/migration/" + migration + ".sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The use cases over a real record; each waits for the other where it has, or is about to get, the VM's protection. */
    private final class Database implements UnitOfWork {
        private final JdbcTransactions transactions;
        private final PostgresGrants grants;
        private final PostgresRules rules;
        private final PostgresPolicies policies;

        Database(TestPostgres server) {
            transactions = new JdbcTransactions(server.dataSource());
            grants = new PostgresGrants(transactions.dataSource());
            rules = new PostgresRules(transactions.dataSource(), "demo", "one");
            policies = new PostgresPolicies(transactions.dataSource());
        }

        IntendRule writer() {
            return new IntendRule(this, grants, rules, meeting("holds", true));
        }

        TakePolicyAnswer lettingGo() {
            return new TakePolicyAnswer(
                    questions,
                    meeting("unprotect", false),
                    rules,
                    grants,
                    new GrantEnds("demo", grants, rules, world.record),
                    world.record,
                    this,
                    world,
                    () -> {});
        }

        private Policies meeting(String method, boolean before) {
            return (Policies) Proxy.newProxyInstance(
                    Policies.class.getClassLoader(), new Class<?>[] {Policies.class}, (_, called, arguments) -> {
                        boolean meets = called.getName().equals(method);
                        if (meets && before) {
                            both.await(10, TimeUnit.SECONDS);
                        }
                        try {
                            Object answer = called.invoke(policies, arguments);
                            if (meets && !before) {
                                both.await(10, TimeUnit.SECONDS);
                            }
                            return answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        Grant.Granted protectedWithAGrant() {
            Grant.Granted grant = new Grant.Granted(new GrantTerms(
                    GrantId.next(),
                    RequestId.next(),
                    World.VM,
                    World.SSH.protocol(),
                    AddressFamily.IPV4,
                    List.of(World.SSH.port()),
                    List.of(Cidr.parse("203.0.113.7/32")),
                    Duration.ofHours(1),
                    null,
                    END));
            return in(() -> {
                policies.protect(World.VM, "policy", List.of(World.SSH), AccessConditions.DEFAULT, NOW);
                grants.add(grant, NOW);
                return grant;
            });
        }

        <T> T in(Supplier<T> work) {
            return call(work);
        }

        @Override
        public <T> T call(Supplier<T> work) {
            return transactions.call(work::get);
        }

        @Override
        public void afterCommit(Runnable run) {
            transactions.afterCommit(run);
        }
    }
}
