package io.postern.enforcer.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.app.Questions;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.approval.Limits;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.enforcer.domain.policy.Question;
import io.postern.messaging.testing.JdbcTransactions;
import io.postern.messaging.testing.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresQuestionsTest {
    private static final TestPostgres SERVER = new TestPostgres();
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LEASE = NOW.plusSeconds(30);
    private static final AccessConditions WIDE = new AccessConditions(true, true, 16, 48, false, null);

    private final JdbcTransactions transactions = new JdbcTransactions(SERVER.dataSource());
    private final PostgresQuestions questions = new PostgresQuestions(transactions.dataSource());
    private final PostgresPolicies policies = new PostgresPolicies(transactions.dataSource());
    private final PostgresRules rules = new PostgresRules(transactions.dataSource(), "demo", "one");

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
        for (String version : List.of("V1__enforcer", "V3__unprotect", "V3.1__rules_by_name", "V31__panic_grants")) {
            try (InputStream sql = PostgresQuestions.class.getResourceAsStream("/db/migration/" + version + ".sql")) {
                SERVER.run(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void empty() {
        SERVER.run("TRUNCATE policy_question, protected_vm, own_rule CASCADE");
    }

    @Test
    void aQuestionIsTakenByOneAndAgainOnlyAfterTheLease() {
        raise();
        assertThat(take(NOW)).singleElement().satisfies(taken -> {
            assertThat(taken.vm()).isEqualTo(World.VM);
            assertThat(taken.tries()).isEqualTo(1);
        });
        assertThat(take(LEASE.minusMillis(1))).isEmpty();
        assertThat(take(LEASE))
                .singleElement()
                .satisfies(taken -> assertThat(taken.tries()).isEqualTo(2));
    }

    @Test
    void anAnswerToAnOlderQuestionCountsForNothing() {
        raise();
        Question old = take(NOW).getFirst();
        in(() -> {
            questions.raiseAgain(World.VM, NOW);
            return old;
        });

        in(() -> {
            questions.putOff(old, NOW.plusSeconds(60), "500");
            return old;
        });
        assertThat(in(() -> questions.settle(old))).isFalse();
        Question next = take(NOW).getFirst();
        assertThat(next.number()).isGreaterThan(old.number());
        assertThat(in(() -> questions.settle(next))).isTrue();
        assertThat(in(() -> questions.settle(next))).isFalse();
        raise();
        assertThat(in(() -> questions.settle(next))).isFalse();
    }

    @Test
    void whatIsNotAskedIsNotRaisedAgain() {
        in(() -> {
            questions.raiseAgain(World.VM, NOW);
            return NOW;
        });
        assertThat(take(LEASE)).isEmpty();
    }

    @Test
    void whatWasPutOffIsUnansweredSinceItWasFirstRaised() {
        raise();
        Question asked = take(NOW).getFirst();
        in(() -> {
            questions.putOff(asked, NOW.plusSeconds(4), "500");
            questions.raise(World.VM, NOW.plusSeconds(1));
            return asked;
        });
        assertThat(in(questions::unanswered)).containsExactly(new Questions.Unanswered(World.VM, NOW, "500"));
    }

    @Test
    void widthsAreKeptWithThePorts() {
        assertThat(in(() -> policies.limits(World.VM))).isEqualTo(Limits.DEFAULT);
        protect();
        assertThat(in(() -> policies.limits(World.VM))).isEqualTo(Limits.of(WIDE));
        in(() -> {
            policies.change(World.VM, List.of(World.SSH), AccessConditions.DEFAULT, NOW);
            return NOW;
        });
        assertThat(in(() -> policies.limits(World.VM))).isEqualTo(Limits.DEFAULT);
        assertThat(in(() -> policies.of(World.VM))).containsExactly(World.SSH);
    }

    @Test
    void aBaselineThatIsBeingPutOnRecordHoldsUpTheEndOfItsProtection() throws Exception {
        protect();
        CountDownLatch intended = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Boolean> intent = CompletableFuture.supplyAsync(
                () -> transactions.call(() -> {
                    boolean held = policies.holds(World.VM) && rules.intend(World.NSG, baseline());
                    intended.countDown();
                    return commit.await(10, TimeUnit.SECONDS) && held;
                }),
                Thread::startVirtualThread);
        assertThat(intended.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Integer> letGo = CompletableFuture.supplyAsync(
                () -> in(() -> {
                    policies.unprotect(World.VM, NOW);
                    return rules.want(World.VM, false).size();
                }),
                Thread::startVirtualThread);
        assertThatThrownBy(() -> letGo.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        commit.countDown();

        assertThat(intent.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(letGo.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(in(() -> rules.on(World.NSG)))
                .singleElement()
                .satisfies(rule -> assertThat(rule.unwanted()).isTrue());
        assertThat(in(() -> policies.holds(World.VM))).isFalse();
    }

    @Test
    void aVmThatWasLetGoIsToldFromOneThatNobodyToldOf() {
        assertThat(in(() -> policies.unprotectedSince(World.VM))).isEmpty();
        protect();
        assertThat(in(() -> policies.unprotectedSince(World.VM))).isEmpty();
        in(() -> {
            policies.unprotect(World.VM, NOW);
            return NOW;
        });

        assertThat(in(() -> policies.unprotectedSince(World.VM))).contains(NOW);
        assertThat(in(() -> policies.of(World.VM))).isEmpty();
        assertThat(in(policies::byVm)).isEmpty();
        assertThat(in(() -> policies.limits(World.VM))).isEqualTo(Limits.DEFAULT);
        protect();
        assertThat(in(() -> policies.unprotectedSince(World.VM))).isEmpty();
        assertThat(in(() -> policies.of(World.VM))).containsExactly(World.SSH);
    }

    @Test
    void aBaselineThatIsWantedAgainIsNotUnwanted() {
        in(() -> rules.intend(World.NSG, baseline()));
        in(() -> rules.want(World.VM, false));
        assertThat(in(() -> rules.want(World.VM, true))).containsExactly(World.NSG);
        assertThat(in(() -> rules.on(World.NSG)))
                .containsExactly(new OwnRule(baseline().name(), World.VM, 4096, false));
    }

    private static RuleWrite baseline() {
        return new RuleWrite(
                RuleWrite.Kind.BASELINE,
                RuleName.Baseline.of("demo", World.VM),
                World.VM,
                4096,
                new RuleShape(Access.DENY, World.SSH.protocol(), List.of("*"), List.of("10.0.0.4"), List.of("22")));
    }

    private void protect() {
        in(() -> {
            policies.protect(World.VM, "policy", List.of(World.SSH), WIDE, NOW);
            return NOW;
        });
    }

    private void raise() {
        in(() -> {
            questions.raise(World.VM, NOW);
            return NOW;
        });
    }

    private List<Question> take(Instant now) {
        return in(() -> questions.takeDue(now, 16, now.plus(Duration.between(NOW, LEASE))));
    }

    private <T> T in(Supplier<T> work) {
        return transactions.call(work::get);
    }
}
