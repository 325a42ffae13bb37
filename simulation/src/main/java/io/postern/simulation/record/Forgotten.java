package io.postern.simulation.record;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.domain.approval.PastApproval;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.simulation.record.Database.DeadlineRow;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out of which requests a database that is set back does not know any more what it knew. */
final class Forgotten {
    private final Database database;
    private final Map<String, Grant> grants;
    private final Map<String, RuleRow> rules;
    private final Map<String, DeadlineRow> deadlines;
    private final Map<String, PastApproval> used;
    private final Map<String, CloseReason> tombs;

    Forgotten(Database before) {
        this.database = before;
        this.grants = before.grants.copy();
        this.rules = before.rules.copy();
        this.deadlines = before.deadlines.copy();
        this.used = before.used.copy();
        this.tombs = before.tombs.copy();
    }

    Set<RequestId> requests() {
        Set<RequestId> all = new LinkedHashSet<>();
        Stream.of(
                        database.grants.changedSince(grants),
                        database.rules.changedSince(rules).flatMap(key -> RuleRow.grantOf(key).stream()),
                        database.deadlines.changedSince(deadlines).map(Forgotten::first))
                .flatMap(each -> each)
                .forEach(grant -> request(grant).ifPresent(all::add));
        Stream.concat(database.used.changedSince(used).map(Forgotten::first), database.tombs.changedSince(tombs))
                .forEach(request -> all.add(new RequestId(request)));
        return all;
    }

    private static String first(String key) {
        return key.split(" ")[0];
    }

    private Optional<RequestId> request(String grant) {
        return Optional.ofNullable(grants.get(grant))
                .or(() -> database.grants.find(grant))
                .map(known -> known.terms().request());
    }
}
