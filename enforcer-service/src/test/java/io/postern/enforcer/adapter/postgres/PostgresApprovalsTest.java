package io.postern.enforcer.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.testing.JdbcTransactions;
import io.postern.messaging.testing.TestPostgres;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresApprovalsTest {
    private static final TestPostgres SERVER = new TestPostgres();
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private final JdbcTransactions transactions = new JdbcTransactions(SERVER.dataSource());
    private final PostgresApprovals approvals = new PostgresApprovals(transactions.dataSource());
    private final RequestId request = RequestId.next();

    @BeforeAll
    static void start() {
        SERVER.start();
        SERVER.run(
                "CREATE TABLE used_approval (jti text PRIMARY KEY, request_id text NOT NULL UNIQUE, used_at timestamptz)");
        SERVER.run("CREATE TABLE tomb (request_id text PRIMARY KEY, reason text, closed_at timestamptz)");
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
                    approvals.use("jti", request, NOW);
                    return approvals.tomb(request);
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

    private boolean use(String jti, RequestId of) {
        return transactions.call(() -> approvals.use(jti, of, NOW));
    }
}
