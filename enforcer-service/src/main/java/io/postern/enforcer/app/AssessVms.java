package io.postern.enforcer.app;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.NsgId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.inventory.Assessment;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The full scan: looks at all VMs and NSGs, tells what changed, and has every boundary put right that is not. */
public final class AssessVms {
    private static final Logger LOG = System.getLogger(AssessVms.class.getName());

    private final Landscape landscape;
    private final Assessment assessment;
    private final Inventory inventory;
    private final Policies policies;
    private final Events events;
    private final UnitOfWork work;
    private final ForgetVm forget;
    private final Predicate<ObservedNsg> differs;
    private final Nudges nudges;
    private final Watch watch;
    private final Clock clock;
    private volatile @Nullable Instant completed;

    public AssessVms(
            Landscape landscape,
            Assessment assessment,
            Inventory inventory,
            Policies policies,
            Events events,
            UnitOfWork work,
            ForgetVm forget,
            Predicate<ObservedNsg> differs,
            Nudges nudges,
            Watch watch,
            Clock clock) {
        this.landscape = landscape;
        this.assessment = assessment;
        this.inventory = inventory;
        this.policies = policies;
        this.events = events;
        this.work = work;
        this.forget = forget;
        this.differs = differs;
        this.nudges = nudges;
        this.watch = watch;
        this.clock = clock;
    }

    /** When the last complete scan began; empty before the first. */
    public Optional<Instant> completed() {
        return Optional.ofNullable(completed);
    }

    public void scan() {
        Instant begun = clock.instant();
        Landscape.Survey survey;
        try {
            survey = landscape.survey();
        } catch (Landscape.Unavailable e) {
            LOG.log(Level.WARNING, "the full scan waits: {0}", e.getMessage());
            return;
        }
        // NB. first of all, and without the database: this is what closing goes by when there is none
        survey.boundaries().forEach(watch::listed);
        Map<VmId, VmAssessed> known = work.call(inventory::all).stream()
                .collect(Collectors.toMap(VmAssessed::vm, Function.identity(), (one, _) -> one));
        Map<NsgId, ObservedNsg> seen = survey.boundaries().stream()
                .collect(Collectors.toMap(ObservedNsg::id, Function.identity(), (one, _) -> one));
        for (Snapshot vm : survey.machines()) {
            assess(vm, known.remove(vm.vm()), seen);
        }
        // NB. a list that lacks a VM proves nothing, so Azure is asked outright
        known.values().stream()
                .filter(missing -> landscape.isDeleted(missing.vm()))
                .forEach(gone -> forget.forget(gone, clock.instant()));
        survey.boundaries().stream().filter(differs).map(ObservedNsg::id).forEach(nudges::look);
        completed = begun;
    }

    private void assess(Snapshot vm, @Nullable VmAssessed before, Map<NsgId, ObservedNsg> seen) {
        work.call(() -> {
            VmAssessed assessed = assessment.of(vm, policies.of(vm.vm()), seen);
            if (!assessed.equals(before)) {
                inventory.save(assessed);
                events.append(assessed);
            }
            return assessed;
        });
    }
}
