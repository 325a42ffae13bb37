package io.postern.enforcer.app;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.grant.Grant;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The grants on record. Every method needs a transaction; {@code locked} holds the row until its end. */
public interface Grants {
    /** Whoever locks several does it in this order. */
    Comparator<GrantId> BY_AGE = Comparator.comparing(GrantId::value);

    void add(Grant.Granted grant, Instant now);

    Optional<Grant> locked(GrantId id);

    List<Grant> locked(RequestId request);

    Optional<Grant> find(GrantId id);

    List<Grant> find(RequestId request);

    /** The grants of a line, in the order of their ids. */
    List<Grant> line(GrantId first);

    List<Grant> lockedLine(GrantId first);

    /** The line that a grant belongs to, each locked; empty when there is no such grant. */
    default List<Grant> lockedLineOf(GrantId grant) {
        return find(grant).map(found -> lockedLine(found.terms().line())).orElse(List.of());
    }

    /** Since when there is, or was, access for this request; empty when none of its grants was ever read back as open. */
    Optional<Instant> opened(RequestId request);

    void save(Grant grant, Instant now);

    /** Those of these grants that are on record, in the order of their ids. */
    default List<Grant> findAll(Collection<GrantId> ids) {
        return ids.stream()
                .distinct()
                .sorted(BY_AGE)
                .flatMap(id -> find(id).stream())
                .toList();
    }

    /** The same, each locked. */
    default List<Grant> lockedAll(Collection<GrantId> ids) {
        return ids.stream()
                .distinct()
                .sorted(BY_AGE)
                .flatMap(id -> locked(id).stream())
                .toList();
    }

    /** The grants of several lines, each locked. */
    default List<Grant> lockedLines(Collection<GrantId> firsts) {
        return firsts.stream()
                .distinct()
                .sorted(BY_AGE)
                .flatMap(first -> lockedLine(first).stream())
                .toList();
    }

    default void saveAll(Collection<? extends Grant> grants, Instant now) {
        grants.forEach(grant -> save(grant, now));
    }

    /** Grants on these VMs that have not come to an end. */
    List<Grant> unfinishedOn(Collection<VmId> vms);

    /** All grants that have not come to an end. */
    List<Grant> unfinished();

    /** A page of what ends before {@code soon} or is to end anyway, oldest end first, that comes after the one named. */
    List<Due> due(Ending which, Instant soon, Due after, int most);

    /** A page of the grants that are not open yet, in the order of their ids. */
    List<Grant> waiting(Optional<GrantId> after, int most);

    /** A grant that ends, and when. */
    record Due(GrantId grant, Instant end) {
        static final Due BEFORE_ALL = new Due(new GrantId("00000000000000000000000000"), Instant.EPOCH);
    }

    /** Which of them. */
    enum Ending {
        /** Those that are open, or may be, and end before a given time. */
        LIVE,
        /** Those that are to end now, whenever they would have. */
        CLOSING
    }
}
