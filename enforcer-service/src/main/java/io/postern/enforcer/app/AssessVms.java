package io.postern.enforcer.app;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.inventory.Assessment;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.posture.Surroundings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The full scan: looks at all VMs and what stands before them, tells what changed, and has every boundary put right that is
 * not. Where nothing changed it costs the list calls and a handful of queries, however many VMs there are.
 */
public final class AssessVms {
    private static final Logger LOG = System.getLogger(AssessVms.class.getName());

    /** How many VMs share a transaction: enough to be quick, few enough for the database's time limit. */
    private static final int BATCH = 100;

    private final Landscape landscape;
    private final Surveys surveys;
    private final Assessment assessment;
    private final Inventory inventory;
    private final Policies policies;
    private final OwnRules rules;
    private final Events events;
    private final UnitOfWork work;
    private final ForgetVm forget;
    private final AssessScaleSets scaleSets;
    private final FindDrift drift;
    private final Nudges nudges;
    private final Watch watch;
    private final Clock clock;
    private final Missing missing = new Missing();
    private volatile @Nullable Instant completed;

    public AssessVms(
            Landscape landscape,
            Surveys surveys,
            Assessment assessment,
            Inventory inventory,
            Policies policies,
            OwnRules rules,
            Events events,
            UnitOfWork work,
            ForgetVm forget,
            AssessScaleSets scaleSets,
            FindDrift drift,
            Nudges nudges,
            Watch watch,
            Clock clock) {
        this.landscape = landscape;
        this.surveys = surveys;
        this.assessment = assessment;
        this.inventory = inventory;
        this.policies = policies;
        this.rules = rules;
        this.events = events;
        this.work = work;
        this.forget = forget;
        this.scaleSets = scaleSets;
        this.drift = drift;
        this.nudges = nudges;
        this.watch = watch;
        this.clock = clock;
    }

    /** When the last complete scan began; empty before the first. */
    public Optional<Instant> completed() {
        return Optional.ofNullable(completed);
    }

    /** Needs the turn. */
    public void scan() {
        Instant begun = clock.instant();
        Optional<Landscape.Survey> survey = listed();
        if (survey.isEmpty()) {
            return;
        }
        try {
            record(survey.get());
            completed = begun;
        } catch (Surveys.Overtaken e) {
            LOG.log(Level.INFO, "what the full scan saw is not saved: {0}", e.getMessage());
        }
    }

    /** Looks what stands where, so that it is closed on time; without the turn that must not come into the record. */
    void list() {
        var _ = listed();
    }

    private Optional<Landscape.Survey> listed() {
        try {
            Landscape.Survey survey = landscape.survey();
            // NB. first of all, and without the database: this is what closing goes by when there is none
            survey.boundaries().forEach(watch::listed);
            return Optional.of(survey);
        } catch (Landscape.Unavailable e) {
            LOG.log(Level.WARNING, "the full scan waits: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private void record(Landscape.Survey survey) {
        Map<VmId, VmAssessed> known = work.call(this::claimed).stream()
                .collect(Collectors.toMap(VmAssessed::vm, Function.identity(), (one, _) -> one));
        Set<VmId> moved = new LinkedHashSet<>();
        save(changed(survey, known, moved), moved);
        // NB. a list that lacks a VM proves nothing, so Azure is asked outright
        missing.someOf(known.values()).stream()
                .filter(absent -> landscape.isDeleted(absent.vm().value()))
                .forEach(gone -> forget.forget(gone, surveys::claim, clock.instant()));
        scaleSets.from(survey.scaleSets(), surveys::claim);
        drift.among(survey.boundaries(), clock.instant()).forEach(nudges::look);
    }

    private List<VmAssessed> claimed() {
        surveys.claim();
        return inventory.all();
    }

    /** Takes what it sees out of {@code known}, so that what Azure's lists lack is left. */
    private List<VmAssessed> changed(Landscape.Survey survey, Map<VmId, VmAssessed> known, Set<VmId> moved) {
        Map<VmId, List<PortAccess>> ports = work.call(policies::byVm);
        Surroundings seen = assessment.among(survey.boundaries(), survey.firewalls());
        List<VmAssessed> changed = new ArrayList<>();
        for (Snapshot vm : survey.machines()) {
            VmAssessed before = known.remove(vm.vm());
            Snapshot whole = before == null ? vm : vm.completedBy(before);
            VmAssessed assessed = assessment.of(whole, ports.getOrDefault(vm.vm(), List.of()), seen);
            if (!assessed.equals(before)) {
                changed.add(assessed);
                if (before != null && hasMoved(before, assessed)) {
                    moved.add(vm.vm());
                }
            }
        }
        return changed;
    }

    /** Whether its rules look different from now on: it has other addresses, or another firewall leads to it. */
    private static boolean hasMoved(VmAssessed before, VmAssessed now) {
        return !before.interfaces().equals(now.interfaces())
                || !Objects.equals(
                        Snapshot.of(before).firewall(), Snapshot.of(now).firewall());
    }

    private void save(List<VmAssessed> changed, Set<VmId> moved) {
        for (int from = 0; from < changed.size(); from += BATCH) {
            List<VmAssessed> batch = changed.subList(from, Math.min(from + BATCH, changed.size()));
            work.call(() -> {
                surveys.claim();
                inventory.save(batch);
                List<VmId> elsewhere = batch.stream()
                        .map(VmAssessed::vm)
                        .filter(moved::contains)
                        .toList();
                if (!elsewhere.isEmpty()) {
                    rules.moved(elsewhere);
                }
                batch.forEach(events::append);
                return batch;
            });
        }
    }
}
