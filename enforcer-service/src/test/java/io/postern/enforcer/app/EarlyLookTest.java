package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Approved;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EarlyLookTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:30Z");

    private final World world = new World();
    private final List<CompletableFuture<Void>> looks = new ArrayList<>();
    private final EarlyLook look = new EarlyLook(world.record, new Looks(), Runnable::run);
    private final Approved approved = world.approval(RequestId.next(), Duration.ofHours(1));

    @Test
    void anNsgIsLookedAtUntilTheApprovalIsRecordedOrWillNotBe() {
        Runnable over = look.at(approved, NOW);

        assertThat(looks).singleElement().satisfies(first -> assertThat(first).isNotDone());
        over.run();
        assertThat(looks.getFirst()).isDone();
    }

    @Test
    void whoeverSendsForgedApprovalsCannotUseUpTheReadsThatClosingNeeds() {
        for (int i = 0; i < 1000; i++) {
            look.at(approved, NOW).run();
        }
        assertThat(looks).hasSize(ReadAllowance.A_TENTH);

        look.at(approved, NOW.plusSeconds(30)).run();
        assertThat(looks).hasSize(ReadAllowance.A_TENTH + 1);
    }

    @Test
    void whereAVmStoodWhenItWasLastApprovedForIsNotAskedAgain() {
        Map<VmId, Snapshot> vms = world.record.find(Set.of(World.VM));
        assertThat(look.found(vms)).containsExactly(World.NSG);
        world.record.remove(World.VM);
        looks.clear();

        look.at(approved, NOW).run();

        assertThat(looks).hasSize(1);
    }

    @Test
    void aRecordThatIsSilentOnlyCostsTheHint() {
        Inventory silent = (Inventory) Proxy.newProxyInstance(
                Inventory.class.getClassLoader(), new Class<?>[] {Inventory.class}, (_, _, _) -> {
                    throw new IllegalStateException("silent");
                });

        new EarlyLook(silent, new Looks(), Runnable::run).at(approved, NOW).run();

        assertThat(looks).isEmpty();
    }

    private final class Looks implements Nudges {
        @Override
        public void prepare(Set<BoundaryId> boundaries, CompletableFuture<Void> over) {
            boundaries.forEach(boundary -> looks.add(over));
        }

        @Override
        public CompletableFuture<Void> look(BoundaryId boundary) {
            throw new UnsupportedOperationException("a hint is no order");
        }

        @Override
        public CompletableFuture<Void> lookNow(BoundaryId boundary) {
            throw new UnsupportedOperationException("a hint is no order");
        }
    }
}
