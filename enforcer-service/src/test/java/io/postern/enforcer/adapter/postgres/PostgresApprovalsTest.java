package io.postern.enforcer.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Approvals;
import io.postern.enforcer.app.Approvals.Panic;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.approval.PastApproval;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.messaging.testing.JdbcTransactions;
import io.postern.messaging.testing.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresApprovalsTest {
    private static final TestPostgres SERVER = new TestPostgres();
    private static final PersonId ALICE = new PersonId("t", "alice");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private final JdbcTransactions transactions = new JdbcTransactions(SERVER.dataSource());
    private final PostgresApprovals approvals = new PostgresApprovals(transactions.dataSource());
    private final RequestId request = RequestId.next();

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
        for (String migration :
                List.of("V1__enforcer", "V3__unprotect", "V4__extensions", "V10__panic", "V31__panic_grants")) {
            SERVER.run(migration(migration));
        }
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void anApprovalAndACloseThatMeetSeeEachOther() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> close = CompletableFuture.supplyAsync(
                        () -> transactions.call(() -> {
                            approvals.entomb(request, CloseReason.REVOKED, NOW);
                            closed.countDown();
                            return commit.await(10, TimeUnit.SECONDS);
                        }),
                        Thread::startVirtualThread)
                .thenRun(() -> {});
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Optional<CloseReason>> seen = CompletableFuture.supplyAsync(
                () -> transactions.call(() -> {
                    asking.countDown();
                    return approvals
                            .first("jti", approved(request, null), NOW, NOW)
                            .flatMap(Approvals.First::tomb);
                }),
                Thread::startVirtualThread);
        assertThat(asking.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> seen.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        commit.countDown();
        close.get(10, TimeUnit.SECONDS);

        assertThat(seen.get(10, TimeUnit.SECONDS)).contains(CloseReason.REVOKED);
    }

    @Test
    void anApprovalIsUsedOnceAndARequestIsApprovedOnce() {
        assertThat(use("one", request)).isTrue();
        assertThat(use("one", RequestId.next())).isFalse();
        assertThat(use("two", request)).isFalse();
    }

    @Test
    void whoeverUsesAnApprovalIsToldWhatThereIsToKnowOfItsRequest() {
        RequestId closed = RequestId.next();
        Panic everywhere = new Panic(Optional.empty());
        transactions.call(() -> {
            approvals.entomb(closed, CloseReason.REVOKED, NOW);
            return true;
        });
        panic(everywhere, NOW);

        assertThat(first("told", approved(closed, null), NOW))
                .contains(new Approvals.First(
                        Optional.of(CloseReason.REVOKED),
                        List.of(new PastApproval(0, ALICE, false)),
                        List.of(everywhere),
                        Map.of(),
                        Map.of()));
        assertThat(first("told", approved(closed, null), NOW)).isEmpty();
        assertThat(first("other", approved(RequestId.next(), null), NOW.plusMillis(1)))
                .contains(new Approvals.First(
                        Optional.empty(), List.of(new PastApproval(0, ALICE, false)), List.of(), Map.of(), Map.of()));
        SERVER.run("DELETE FROM panic");
    }

    @Test
    void andOfItsVmsAsFarAsTheyAreKnown() {
        PostgresInventory inventory = new PostgresInventory(transactions.dataSource());
        PostgresPolicies policies = new PostgresPolicies(transactions.dataSource());
        VmAssessed machine = new VmAssessed(
                World.VM,
                "westeurope",
                "Linux",
                List.of(new VmAssessed.NetworkInterface(
                        "nic-1", List.of("10.0.0.4"), World.NSG, List.of(), "subnet-1", null, List.of())),
                VmAssessed.JitStatus.PROTECTED,
                null,
                null,
                null);
        transactions.call(() -> {
            inventory.save(List.of(machine));
            policies.protect(World.VM, "p", List.of(World.SSH), AccessConditions.DEFAULT, NOW);
            return true;
        });
        VmId unknown = new VmId(World.VM.value() + "-of-nobody");

        Approvals.First told = first("of-vms", approved(RequestId.next(), null, World.VM, unknown), NOW)
                .orElseThrow();
        assertThat(told.vms()).isEqualTo(Map.of(World.VM, Snapshot.of(machine)));
        assertThat(told.held()).isEqualTo(transactions.call(() -> Map.of(World.VM, policies.held(World.VM))));

        transactions.call(() -> {
            policies.unprotect(World.VM, NOW);
            return true;
        });
        Approvals.First letGo =
                first("let-go", approved(RequestId.next(), null, World.VM), NOW).orElseThrow();
        assertThat(letGo.held().get(World.VM).unprotectedSince()).contains(NOW);
        SERVER.run("TRUNCATE protected_vm, machine CASCADE");
    }

    @Test
    void nobodyLetsItsVmsGoUntilItIsRecorded() throws Exception {
        PostgresPolicies policies = new PostgresPolicies(transactions.dataSource());
        transactions.call(() -> {
            policies.protect(World.VM, "p", List.of(World.SSH), AccessConditions.DEFAULT, NOW);
            return true;
        });
        CompletableFuture<Boolean> letGo = transactions.call(() -> {
            var _ = approvals.first("held", approved(request, null, World.VM), NOW, NOW);
            CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(
                    () -> transactions.call(() -> {
                        policies.unprotect(World.VM, NOW);
                        return true;
                    }),
                    Thread::startVirtualThread);
            assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            return waiting;
        });

        assertThat(letGo.get(10, TimeUnit.SECONDS)).isTrue();
        SERVER.run("TRUNCATE protected_vm CASCADE");
    }

    private Optional<Approvals.First> first(String jti, Approved approved, Instant panicsSince) {
        return transactions.call(() -> approvals.first(jti, approved, panicsSince, NOW));
    }

    @Test
    void anExtensionIsApprovedOnceAndSoIsTheNextOne() {
        RequestId extended = RequestId.next();
        assertThat(use("a", approved(extended, null))).isTrue();
        assertThat(use("b", approved(extended, 1))).isTrue();
        assertThat(use("c", approved(extended, 1))).isFalse();
        assertThat(use("b", approved(extended, 2))).isFalse();

        assertThat(past("d", approved(extended, 2)))
                .containsExactly(
                        new PastApproval(0, ALICE, false),
                        new PastApproval(1, ALICE, true),
                        new PastApproval(2, ALICE, true));
    }

    @Test
    void anApprovalOfAnEarlierVersionDoesNotSayWhose() {
        RequestId old = RequestId.next();
        SERVER.run("INSERT INTO used_approval (jti, request_id, used_at) VALUES ('old', '" + old + "', now())");

        assertThat(past("new", approved(old, 1)))
                .containsExactly(new PastApproval(0, null, false), new PastApproval(1, ALICE, true));
    }

    @Test
    void aPanicCountsFromItsLastOrderOn() {
        BoundaryId nsg = new BoundaryId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
                + "/providers/Microsoft.Network/networkSecurityGroups/web-1-nsg");
        Panic here = new Panic(Optional.of(nsg));
        Panic everywhere = new Panic(Optional.empty());
        panic(here, NOW);
        panic(here, NOW.minusSeconds(60));
        panic(everywhere, NOW.plusSeconds(10));

        assertThat(since(NOW)).containsExactlyInAnyOrder(here, everywhere);
        assertThat(since(NOW.plusMillis(1))).containsExactly(everywhere);
        assertThat(since(NOW.plusSeconds(11))).isEmpty();
        SERVER.run("DELETE FROM panic");
    }

    @Test
    void anApprovalAndAPanicThatMeetSeeEachOther() throws Exception {
        CountDownLatch ordered = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Boolean> panic = CompletableFuture.supplyAsync(
                () -> transactions.call(() -> {
                    approvals.panic(new Panic(Optional.empty()), NOW);
                    ordered.countDown();
                    return commit.await(10, TimeUnit.SECONDS);
                }),
                Thread::startVirtualThread);
        assertThat(ordered.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<List<Panic>> seen =
                CompletableFuture.supplyAsync(() -> since(NOW), Thread::startVirtualThread);
        assertThatThrownBy(() -> seen.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        commit.countDown();

        assertThat(panic.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.get(10, TimeUnit.SECONDS)).hasSize(1);
        SERVER.run("DELETE FROM panic");
    }

    private void panic(Panic panic, Instant at) {
        transactions.call(() -> {
            approvals.panic(panic, at);
            return true;
        });
    }

    private List<Panic> since(Instant time) {
        return transactions.call(() -> {
            RequestId request = RequestId.next();
            return approvals
                    .first("jti-of-" + request, approved(request, null), time, NOW)
                    .orElseThrow()
                    .panics();
        });
    }

    private boolean use(String jti, RequestId of) {
        return use(jti, approved(of, null));
    }

    private boolean use(String jti, Approved approved) {
        return first(jti, approved, NOW).isPresent();
    }

    private List<PastApproval> past(String jti, Approved approved) {
        return first(jti, approved, NOW).orElseThrow().past();
    }

    private static Approved approved(RequestId request, Integer extension, VmId... vms) {
        return new Approved(
                request,
                ALICE,
                Stream.of(vms).map(vm -> new Target(vm, List.of(World.SSH))).toList(),
                null,
                NOW.plusSeconds(60),
                NOW.plusSeconds(60),
                List.of(),
                "rule",
                "1",
                "jws",
                extension,
                extension != null,
                new Approved.Personal(List.of(), "nonce"));
    }

    private static String migration(String name) throws IOException {
        try (InputStream file = PostgresApprovalsTest.class.getResourceAsStream("/db/migration/" + name + ".sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
