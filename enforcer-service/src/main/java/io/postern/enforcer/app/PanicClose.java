package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.PanicOrdered;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends every access at one boundary, or everywhere, and keeps shut what was approved before and has not come yet. All of it is
 * on record before anybody is looked at, so that one write takes all.
 */
public final class PanicClose {
    private static final Logger LOG = System.getLogger(PanicClose.class.getName());

    /** So many failures one after another are the record's, not a grant's: whoever ordered it must hear of that soon. */
    private static final int GIVE_UP = 10;

    /** How often it is ordered: who approves at the moment, and is frozen, is cut off by the record within seconds. */
    private static final int TRIES = 3;

    /** More than wait for their VM to be found at any time. */
    private static final int WAITING = 10_000;

    /** More than are open at any time in the largest installation. */
    private static final int LEFT = 100_000;

    /** How many grants share a transaction. */
    private static final int BATCH = 100;

    private final Approvals approvals;
    private final Grants grants;
    private final OwnRules rules;
    private final Inventory inventory;
    private final GrantEnds ends;
    private final Events events;
    private final UnitOfWork work;
    private final Nudges nudges;
    private final AtomicInteger underWay = new AtomicInteger();

    public PanicClose(
            Approvals approvals,
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            GrantEnds ends,
            Events events,
            UnitOfWork work,
            Nudges nudges) {
        this.approvals = approvals;
        this.grants = grants;
        this.rules = rules;
        this.inventory = inventory;
        this.ends = ends;
        this.events = events;
        this.work = work;
        this.nudges = nudges;
    }

    /** Who orders it, and why. */
    public record Order(
            Optional<BoundaryId> boundary, @Nullable PersonId by, String name, String reason) {}

    /** What is closing now: on record, and soon in Azure. */
    public record Closing(int grants, int boundaries) {}

    public Closing now(Order order, Instant now) {
        underWay.incrementAndGet();
        try {
            List<GrantId> toClose = ordered(order, now);
            return carriedOut(toClose, order.boundary(), now);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Shuts what a panic has found and is not shut, because whoever carried it out died, or could not. */
    void resume(Instant now) {
        if (underWay.get() > 0) {
            return;
        }
        List<GrantId> left = work.call(() -> approvals.unshut(LEFT));
        if (!left.isEmpty()) {
            LOG.log(Level.INFO, "{0} grants that a panic found are not shut yet; it goes on", left.size());
            var _ = carriedOut(left, Optional.empty(), now);
        }
    }

    private Closing carriedOut(List<GrantId> toClose, Optional<BoundaryId> boundary, Instant now) {
        Set<BoundaryId> boundaries = new LinkedHashSet<>();
        try {
            List<GrantId> failed = closed(toClose, boundaries, now, BATCH).grants();
            // NB. once more, and one by one, so that what cannot be closed keeps nothing else open
            Left left = closed(failed, boundaries, now, 1);
            if (left.why() != null) {
                throw new IllegalStateException(
                        left.grants().size() + " of " + toClose.size() + " grants could not be closed", left.why());
            }
            return new Closing(toClose.size(), boundaries.size());
        } finally {
            Set<BoundaryId> toLookAt = new LinkedHashSet<>(boundaries);
            boundary.ifPresent(toLookAt::add);
            toLookAt.forEach(nudges::lookNow);
        }
    }

    /** NB. tried again, because it waits for whoever approves at the moment. */
    private List<GrantId> ordered(Order order, Instant now) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.call(() -> onRecord(order, now));
            } catch (RuntimeException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                LOG.log(Level.ERROR, "a panic is not on record yet, it is tried again: {0}", e.toString());
            }
        }
    }

    private List<GrantId> onRecord(Order order, Instant now) {
        BoundaryId boundary = order.boundary().orElse(null);
        approvals.panic(new Approvals.Panic(order.boundary()), now);
        events.append(new PanicOrdered(
                boundary == null ? PanicOrdered.EVERYTHING : boundary.key(),
                order.by(),
                new PanicOrdered.Personal(order.name(), order.reason())));
        List<GrantId> found = boundary == null ? ids(grants.unfinished()) : at(boundary);
        approvals.toShut(found);
        return found;
    }

    /** What could not be closed, and why the last of it could not. */
    private record Left(List<GrantId> grants, @Nullable RuntimeException why) {}

    private Left closed(List<GrantId> toClose, Set<BoundaryId> boundaries, Instant now, int together) {
        List<GrantId> failed = new ArrayList<>();
        RuntimeException why = null;
        int inARow = 0;
        for (int from = 0; from < toClose.size(); from += together) {
            List<GrantId> batch = toClose.subList(from, Math.min(from + together, toClose.size()));
            try {
                boundaries.addAll(work.call(() -> close(batch, now)));
                inARow = 0;
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "{0} grants could not be closed: {1}", batch.size(), e.toString());
                failed.addAll(batch);
                why = e;
                if (++inARow == GIVE_UP) {
                    failed.addAll(toClose.subList(from + batch.size(), toClose.size()));
                    break;
                }
            }
        }
        return new Left(failed, why);
    }

    private Set<BoundaryId> close(List<GrantId> batch, Instant now) {
        Set<BoundaryId> boundaries = new LinkedHashSet<>();
        rules.standing(batch).values().forEach(boundaries::addAll);
        ends.close(grants.lockedAll(batch), CloseReason.REVOKED, now);
        approvals.shut(batch);
        return boundaries;
    }

    private List<GrantId> at(BoundaryId boundary) {
        TreeSet<String> ids = new TreeSet<>();
        rules.on(boundary).forEach(rule -> {
            if (rule.name() instanceof RuleName.Opening opening) {
                ids.add(opening.grant().value());
            }
        });
        ids(grants.unfinishedOn(
                        inventory.behind(boundary).stream().map(Snapshot::vm).toList()))
                .forEach(id -> ids.add(id.value()));
        ids(ofUnknownVms()).forEach(id -> ids.add(id.value()));
        return ids.stream().map(GrantId::new).toList();
    }

    /** Grants whose VM may turn out to stand behind any NSG. */
    private List<Grant> ofUnknownVms() {
        List<Grant> waiting = grants.waiting(Optional.empty(), WAITING);
        Set<VmId> known = inventory
                .find(waiting.stream().map(grant -> grant.terms().vm()).collect(Collectors.toSet()))
                .keySet();
        return waiting.stream()
                .filter(grant -> !known.contains(grant.terms().vm()))
                .toList();
    }

    private static List<GrantId> ids(Collection<Grant> grants) {
        return new ArrayList<>(grants.stream().map(Grant::id).toList());
    }
}
