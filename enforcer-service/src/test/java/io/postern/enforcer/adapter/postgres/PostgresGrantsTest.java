package io.postern.enforcer.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.Protocol;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.app.Grants.Due;
import io.postern.enforcer.app.Grants.Ending;
import io.postern.enforcer.app.OnRecord;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.messaging.testing.JdbcTransactions;
import io.postern.messaging.testing.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresGrantsTest {
    private static final TestPostgres SERVER = new TestPostgres();
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant END = NOW.plusSeconds(3600);
    private static final VmId VM = new VmId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
            + "/providers/Microsoft.Compute/virtualMachines/Web-1");
    private static final BoundaryId NSG = new BoundaryId("/subscriptions/00000000-0000-0000-0000-000000000001"
            + "/resourceGroups/contoso/providers/Microsoft.Network/networkSecurityGroups/web-1-nsg");
    private final JdbcTransactions transactions = new JdbcTransactions(SERVER.dataSource());
    private final PostgresRules rules = new PostgresRules(transactions.dataSource(), "demo", "one");
    private final PostgresRules alone = new PostgresRules(SERVER.dataSource(), "demo", "one");
    private final PostgresLeases leases = new PostgresLeases(SERVER.dataSource(), "one", Duration.ofSeconds(2));
    private final PostgresGrants grants = new PostgresGrants(transactions.dataSource());

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
        for (String migration : List.of("V1__enforcer", "V3__unprotect", "V4__extensions", "V31__panic_grants")) {
            try (InputStream sql =
                    PostgresGrantsTest.class.getResourceAsStream("/db/migration/" + migration + ".sql")) {
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
        SERVER.run("DELETE FROM panic_grant");
        SERVER.run("DELETE FROM boundary_lease");
        SERVER.run("DELETE FROM own_rule");
        SERVER.run("DELETE FROM access_grant");
        assertThat(leases.take(NSG)).isTrue();
    }

    @Test
    void everyStateOfAGrantIsReadAsItWasWritten() {
        Grant.Granted granted = granted();
        Grant.Opening opening = granted.intend(END);
        Grant.Open open = opening.seen(NOW.plusMillis(17));
        Grant.Closing closing = open.close(CloseReason.REVOKED);
        add(granted);
        assertThat(found(granted)).isEqualTo(granted);
        for (Grant next : List.of(opening, open, closing, closing.gone())) {
            save(next);
            assertThat(found(granted)).isEqualTo(next);
        }
    }

    @Test
    void whyAGrantWasRefusedStaysWithItUntilItsRuleIsGone() {
        Grant.Granted granted = granted();
        Grant.Closing closing = granted.intend(END).refuse("no-slot", "no priority is free");
        add(granted);
        save(granted.intend(END));
        save(closing);
        assertThat(found(granted)).isEqualTo(closing);
        save(closing.gone());
        assertThat(found(granted)).isEqualTo(new Grant.Refused(granted.terms(), "no-slot", "no priority is free"));
    }

    @Test
    void anEndThatIsFixedAndAnExtensionAreReadAsTheyWereWritten() {
        Grant.Granted first = granted();
        GrantTerms terms = first.terms();
        Grant.Granted next = new Grant.Granted(new GrantTerms(
                GrantId.next(),
                terms.request(),
                VM,
                Protocol.ANY,
                AddressFamily.IPV6,
                List.of(new Port(22), new Port(3389)),
                List.of(Cidr.parse("2001:db8::/64")),
                null,
                END,
                END,
                first.id()));
        add(first);
        add(next);

        assertThat(found(next)).isEqualTo(next);
        assertThat(in(() -> grants.lockedLineOf(next.id()))).containsExactly(first, next);
        assertThat(in(() -> grants.lockedLines(List.of(first.id())))).containsExactly(first, next);
        assertThat(in(() -> grants.lockedLineOf(first.id()))).containsExactly(first, next);
    }

    @Test
    void onlyWhatHasNotEndedIsUnfinished() {
        Grant.Granted waiting = granted();
        Grant.Granted over = granted();
        add(waiting);
        add(over);
        save(over.refuse("too-late", "it was over"));

        assertThat(in(() -> grants.unfinishedOn(List.of(VM)))).containsExactly(waiting);
        assertThat(in(grants::unfinished)).containsExactly(waiting);
        assertThat(in(() -> grants.waiting(Optional.empty(), 10))).containsExactly(waiting);
        assertThat(in(() -> grants.waiting(Optional.of(waiting.id()), 10))).isEmpty();
    }

    @Test
    void endsAreListedOldestFirstAndEachPageGoesOnAfterTheOneBefore() {
        Grant.Granted late = granted();
        Grant.Granted soon = granted();
        Grant.Granted never = granted();
        for (Grant.Granted granted : List.of(late, soon, never)) {
            add(granted);
        }
        save(late.intend(END).seen(NOW));
        save(soon.intend(END.minusSeconds(60)).seen(NOW));

        List<Due> first = in(() -> grants.due(Ending.LIVE, END.plusSeconds(1), beforeAll(), 1));
        assertThat(first).containsExactly(new Due(soon.id(), END.minusSeconds(60)));
        assertThat(in(() -> grants.due(Ending.LIVE, END.plusSeconds(1), first.getFirst(), 5)))
                .containsExactly(new Due(late.id(), END));
        assertThat(in(() -> grants.due(Ending.LIVE, END.minusSeconds(120), beforeAll(), 5)))
                .isEmpty();
    }

    @Test
    void theFirstIntentOfAGrantIsOnRecordWithTheEndOfItsWindow() {
        Grant.Granted granted = granted();
        add(granted);

        assertThat(intendFirst(granted, 100)).isTrue();
        assertThat(found(granted)).isEqualTo(granted.intend(END));
        assertThat(rules.on(NSG))
                .containsExactly(new OwnRule(new RuleName.Opening("demo", granted.id(), END), VM, 100, false, false));
        assertThat(intendFirst(granted, 101)).isFalse();
        assertThat(rules.on(NSG)).extracting(OwnRule::priority).containsExactly(100);
    }

    @Test
    void noFirstIntentIsRecordedWhereMoreMustBeKnown() {
        Grant.Granted taken = granted();
        Grant.Granted other = granted();
        Grant.Granted over = granted();
        for (Grant.Granted granted : List.of(taken, other, over)) {
            add(granted);
        }
        save(over.refuse("revoked", "it was closed before its rule was written"));
        assertThat(intendFirst(taken, 100)).isTrue();

        assertThat(intendFirst(other, 100)).as("its priority is taken").isFalse();
        assertThat(intendFirst(over, 101)).as("it was refused").isFalse();
        assertThat(intendFirst(granted(), 102)).as("nobody knows it").isFalse();
        assertThat(found(other)).isEqualTo(other);
        assertThat(found(over)).isInstanceOf(Grant.Refused.class);
        assertThat(rules.on(NSG)).hasSize(1);
    }

    @Test
    void noFirstIntentIsRecordedWithoutTheLease() {
        Grant.Granted granted = granted();
        add(granted);
        leases.release(NSG);
        assertThat(intendFirst(granted, 100)).as("nobody has it").isFalse();
        assertThat(new PostgresLeases(SERVER.dataSource(), "other").take(NSG)).isTrue();
        assertThat(intendFirst(granted, 100)).as("another has it").isFalse();
        SERVER.run("UPDATE boundary_lease SET leased_by = 'one', leased_until = now() - interval '1 ms'");
        assertThat(intendFirst(granted, 100)).as("it has lapsed").isFalse();
        assertThat(rules.on(NSG)).isEmpty();
    }

    @Test
    void theFirstIntentProlongsTheLease() {
        Grant.Granted granted = granted();
        add(granted);
        SERVER.run("UPDATE boundary_lease SET leased_until = now() + interval '1 s'");

        assertThat(intendFirst(granted, 100)).isTrue();
        SERVER.run("UPDATE boundary_lease SET leased_until = leased_until - interval '9 s'");
        assertThat(leases.stillMine(NSG)).as("for ten seconds").isTrue();
    }

    @Test
    void whoeverClosesAGrantIsWaitedFor() throws Exception {
        Grant.Granted granted = granted();
        add(granted);
        CompletableFuture<Boolean> intent = transactions.call(() -> {
            Grant.Granted locked = (Grant.Granted) grants.locked(granted.id()).orElseThrow();
            CompletableFuture<Boolean> asked =
                    CompletableFuture.supplyAsync(() -> intendFirst(granted, 100), Thread::startVirtualThread);
            assertThatThrownBy(() -> asked.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            grants.save(locked.refuse("revoked", "it was closed before its rule was written"), NOW);
            return asked;
        });

        assertThat(intent.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(rules.on(NSG)).isEmpty();
    }

    @Test
    void nothingIsIntendedForAGrantThatAPanicFound() {
        Grant.Granted first = granted();
        add(first);
        PostgresApprovals approvals = new PostgresApprovals(SERVER.dataSource());
        approvals.toShut(List.of(first.id()));
        approvals.toShut(List.of(first.id()));
        assertThat(approvals.unshut(10)).containsExactly(first.id());

        assertThat(intendFirst(first, 100)).isFalse();
        assertThat(alone.intend(NSG, opening(first, 100))).isFalse();
        assertThat(found(first)).isEqualTo(first);
        approvals.shut(List.of(first.id()));
        assertThat(approvals.unshut(10)).isEmpty();
        assertThat(intendFirst(first, 100)).isTrue();
    }

    @Test
    void aBoundaryAskedAboutAtOnceSaysTheSameAsAskedOneByOne() {
        Grant.Granted granted = granted();
        add(granted);
        PostgresInventory inventory = new PostgresInventory(transactions.dataSource());
        in(() -> {
            inventory.save(List.of(machine()));
            return true;
        });
        SERVER.run("INSERT INTO protected_vm (vm_key, policy_id, ports, changed_at) VALUES ('" + VM.key()
                + "', 'p', '22/TCP,53/*', now())");
        assertThat(intendFirst(granted, 100)).isTrue();
        PostgresOnRecord atOnce = new PostgresOnRecord(transactions.dataSource(), "demo");
        OnRecord oneByOne = OnRecord.of(inventory, new PostgresPolicies(transactions.dataSource()), rules, grants);

        OnRecord.Found found = in(() -> atOnce.at(NSG));
        assertThat(found).isEqualTo(in(() -> oneByOne.at(NSG)));
        assertThat(found.behind()).hasSize(1);
        assertThat(found.ports()).containsOnlyKeys(VM);
        assertThat(found.rules()).hasSize(1);
        assertThat(found.unfinished()).containsExactly(granted.intend(END));
    }

    private static VmAssessed machine() {
        return new VmAssessed(
                VM,
                "westeurope",
                "Linux",
                List.of(new VmAssessed.NetworkInterface(
                        "nic-1", List.of("10.0.0.4"), NSG, List.of(), "subnet-1", null, List.of())),
                VmAssessed.JitStatus.PROTECTED,
                null,
                null,
                new VmAssessed.Posture(VmAssessed.Guard.NSG, null, List.of(22)));
    }

    private boolean intendFirst(Grant grant, int priority) {
        return alone.intendFirst(NSG, opening(grant, priority), new RuleName.Opening("demo", grant.id(), END), NOW);
    }

    private static RuleWrite opening(Grant grant, int priority) {
        RuleShape shape = new RuleShape(
                Access.ALLOW, Protocol.TCP, List.of("203.0.113.7/32"), List.of("10.0.0.4/32"), List.of("22"));
        RuleName name = new RuleName.Opening("demo", grant.id(), END);
        return new RuleWrite(RuleWrite.Kind.ADD, name, VM, priority, shape);
    }

    private static Due beforeAll() {
        return new Due(new GrantId("00000000000000000000000000"), Instant.EPOCH);
    }

    private static Grant.Granted granted() {
        return new Grant.Granted(new GrantTerms(
                GrantId.next(),
                RequestId.next(),
                VM,
                Protocol.TCP,
                AddressFamily.IPV4,
                List.of(new Port(22)),
                List.of(Cidr.parse("203.0.113.7/32"), Cidr.parse("198.51.100.0/24")),
                Duration.ofMinutes(10),
                null,
                END));
    }

    private void add(Grant.Granted grant) {
        in(() -> {
            grants.add(grant, NOW);
            return true;
        });
    }

    private void save(Grant grant) {
        in(() -> {
            grants.save(grant, NOW);
            return true;
        });
    }

    private Grant found(Grant grant) {
        return in(() -> grants.find(grant.id())).orElseThrow();
    }

    private <T> T in(Callable<T> work) {
        return transactions.call(work::call);
    }
}
