package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.app.FakeAzure.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One access, extended again and again while everything goes wrong that can. What must hold is looked at after every write. */
class ExtensionCampaignTest {
    private static final int RUNS = Boolean.getBoolean("postern.long") ? 5_000 : 60;
    private static final int STEPS = 40;

    private World world;
    private Random random;
    private RequestId request;
    private int number;
    private boolean revoked;
    private boolean ended;

    static java.util.stream.IntStream seeds() {
        return java.util.stream.IntStream.range(0, RUNS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void accessIsThereWithoutAGapUntilItEndsAndNeverAgain(int seed) {
        random = new Random(seed);
        world = new World();
        request = world.approve(Duration.ofMinutes(10));
        world.azure.watcher = this::look;

        for (int step = 0; step < STEPS; step++) {
            surviving(this::step);
            look();
        }

        world.azure.faults.clear();
        for (int i = 0; i < 4; i++) {
            settle();
            assertThat(world.openings()).hasSizeLessThanOrEqualTo(1);
            world.forward(Duration.ofHours(8));
        }
        settle();
        assertThat(world.openings()).isEmpty();
        assertThat(world.record.unfinished()).isEmpty();
        everyGrantHasOneEnd();
    }

    private void step() {
        switch (random.nextInt(8)) {
            case 0, 1 -> world.forward(Duration.ofSeconds(10 + random.nextInt(240)));
            case 2 -> world.clock.forward(Duration.ofSeconds(50 + random.nextInt(60)));
            case 3, 4 -> world.extend(request, ++number, end().plusSeconds(random.nextInt(600) - 60));
            case 5 -> world.azure.faults.add(Fault.values()[random.nextInt(Fault.values().length)]);
            case 6 -> settle();
            default -> {
                if (random.nextInt(6) == 0) {
                    revoked = true;
                    world.close.now(
                            random.nextBoolean() ? request.value() : grant(),
                            CloseReason.REVOKED,
                            world.clock.instant(),
                            Duration.ZERO);
                }
            }
        }
        world.run();
    }

    /** No gap before the end that was told, nothing after a stretch without access, and nothing beyond its own end for long. */
    private void look() {
        boolean open = !world.openings().isEmpty();
        if (!revoked && world.clock.instant().isBefore(end())) {
            assertThat(open).as("access until %s", end()).isTrue();
        }
        assertThat(open && ended).as("access that had ended is there again").isFalse();
        ended = !open && !world.told(RulesApplied.class).isEmpty();
    }

    private void everyGrantHasOneEnd() {
        List<RulesApplied> opened = world.told(RulesApplied.class);
        assertThat(world.told(RulesRemoved.class))
                .extracting(RulesRemoved::grantId)
                .containsExactlyInAnyOrderElementsOf(
                        opened.stream().map(RulesApplied::grantId).toList());
        assertThat(world.told(EnforcementRefused.class).stream()
                        .map(EnforcementRefused::grantId)
                        .filter(java.util.Objects::nonNull))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        opened.stream().map(RulesApplied::grantId).toList());
    }

    private void settle() {
        world.sweeperPass = Optional.of(world.clock.instant());
        world.interlocks.azureSaid(world.clock.instant(), world.clock.instant(), world.clock.instant());
        world.due(Duration.ofSeconds(1));
        world.run();
    }

    private String grant() {
        List<RulesApplied> opened = world.told(RulesApplied.class);
        return opened.get(random.nextInt(opened.size())).grantId().value();
    }

    private Instant end() {
        return world.told(RulesApplied.class).stream()
                .map(RulesApplied::until)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** A process that is killed is started again. */
    private static void surviving(Runnable step) {
        try {
            step.run();
        } catch (FakeAzure.Killed again) {
            assertThat(again).hasNoCause();
        }
    }
}
