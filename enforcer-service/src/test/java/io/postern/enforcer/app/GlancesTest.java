package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GlancesTest implements NetworkRules {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Glances glances = new Glances(this, Runnable::run);
    private int reads;

    @Test
    void whoeverOnlyWantsToKnowCannotUseUpWhatAzureGivesToThoseWhoClose() {
        List<BoundaryId> many = IntStream.range(0, 1000)
                .mapToObj(number -> World.nsg("nsg-" + number))
                .toList();

        assertThat(glances.of(many, NOW, Duration.ofSeconds(2)).size()).isEqualTo(ReadAllowance.A_TENTH);
        assertThat(glances.of(many, NOW.plusSeconds(20), Duration.ofSeconds(2))).isEmpty();
        assertThat(reads).isEqualTo(ReadAllowance.A_TENTH);

        assertThat(glances.of(many.subList(0, 3), NOW.plusSeconds(60), Duration.ofSeconds(2)))
                .hasSize(3);
    }

    @Override
    public Reading read(BoundaryId boundary) {
        reads++;
        return new Reading.Seen(new ObservedNsg(boundary, List.of(), NOW));
    }

    @Override
    public Outcome put(BoundaryId boundary, RuleWrite write, BooleanSupplier hurry) {
        throw new UnsupportedOperationException("a glance writes nothing");
    }

    @Override
    public Outcome delete(BoundaryId boundary, String name, BooleanSupplier hurry) {
        throw new UnsupportedOperationException("a glance writes nothing");
    }

    @Override
    public Outcome disarm(ObservedNsg seen, String name, int priority, BooleanSupplier hurry) {
        throw new UnsupportedOperationException("a glance writes nothing");
    }

    @Override
    public Outcome replace(ObservedNsg seen, List<String> removals, List<RuleWrite> writes, BooleanSupplier hurry) {
        throw new UnsupportedOperationException("a glance writes nothing");
    }
}
