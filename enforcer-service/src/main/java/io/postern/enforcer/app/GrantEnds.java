package io.postern.enforcer.app;

import io.postern.contracts.event.BoundaryWrite;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.grant.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the moves of a grant that others are told of: that it is open, that it ended, that it will not be. */
public final class GrantEnds {
    private final String instance;
    private final Grants grants;
    private final OwnRules rules;
    private final Events events;

    public GrantEnds(String instance, Grants grants, OwnRules rules, Events events) {
        this.instance = instance;
        this.grants = grants;
        this.rules = rules;
        this.events = events;
    }

    /** True when it took the place of others, whose rules are to go now. */
    boolean open(
            Grant.Opening opening, List<OwnRules.Placed> placed, List<RulesApplied.MappedPort> mapped, Instant now) {
        Grant.Open open = opening.seen(now);
        grants.save(open, now);
        GrantTerms terms = open.terms();
        events.append(new RulesApplied(
                terms.request(),
                terms.id(),
                terms.vm(),
                terms.access(),
                open.from(),
                open.end(),
                name(terms, open.end()),
                writes(placed, true),
                mapped,
                new RulesApplied.Personal(terms.sources())));
        if (!terms.isExtension()) {
            return false;
        }
        grants.lockedLine(terms.line()).forEach(other -> giveWay(other, open, now));
        return true;
    }

    /** Access goes on by the rule that was just read back, so that whatever ends before it has served. */
    private void giveWay(Grant other, Grant.Open open, Instant now) {
        if (other instanceof Grant.Closing over && over.wasOpen() && over.reason() == CloseReason.EXPIRED) {
            grants.save(over.followedOn(), now);
        } else if (Line.end(other).filter(end -> end.isBefore(open.end())).isPresent()) {
            close(other, CloseReason.EXTENDED, now);
        }
    }

    /** Ends a closing grant, unless a rule of it may still stand on some boundary. */
    void finish(Grant.Closing closing, Instant now) {
        finish(List.of(closing), now);
    }

    /** Ends closing grants, unless a rule of one may still stand on some boundary. */
    void finish(List<Grant.Closing> closing, Instant now) {
        if (closing.isEmpty()) {
            return;
        }
        Map<GrantId, List<OwnRules.Placed>> placed =
                rules.ofAll(closing.stream().map(Grant::id).toList());
        List<Grant> ended = closing.stream()
                .filter(grant ->
                        placed.getOrDefault(grant.id(), List.of()).stream().noneMatch(OwnRules.Placed::live))
                .map(Grant.Closing::gone)
                .toList();
        grants.saveAll(ended, now);
        ended.forEach(grant -> tell(grant, placed.getOrDefault(grant.id(), List.of())));
    }

    private void tell(Grant ended, List<OwnRules.Placed> placed) {
        GrantTerms terms = ended.terms();
        switch (ended) {
            case Grant.Closed closed ->
                events.append(new RulesRemoved(
                        terms.request(),
                        terms.id(),
                        terms.vm(),
                        name(terms, closed.end()),
                        closed.end(),
                        closed.reason(),
                        writes(placed, false)));
            case Grant.Refused refused -> tell(refused);
            default -> throw new IllegalStateException("a closing grant ends closed or refused");
        }
    }

    /** Refuses a grant that did not open; what stands of it has to go before that is the end. */
    void refuse(Grant grant, String reason, String detail, Instant now) {
        switch (grant) {
            case Grant.Granted granted -> refuse(granted.refuse(reason, detail), now);
            case Grant.Opening opening -> {
                Grant.Closing closing = opening.refuse(reason, detail);
                grants.save(closing, now);
                finish(closing, now);
            }
            case Grant.Open _, Grant.Closing _, Grant.Closed _, Grant.Refused _ -> {}
        }
    }

    void refuse(Grant.Refused refused, Instant now) {
        grants.save(refused, now);
        tell(refused);
    }

    /** Sets the desired state to closed; for what never reached Azure that is the end already. */
    void close(Grant grant, CloseReason reason, Instant now) {
        close(List.of(grant), reason, now);
    }

    void close(List<Grant> several, CloseReason reason, Instant now) {
        List<Grant.Closing> closing = new ArrayList<>();
        for (Grant grant : several) {
            switch (grant) {
                case Grant.Granted granted ->
                    refuse(granted.refuse(reason.word(), "it was closed before its rule was written"), now);
                case Grant.Live live -> closing.add(live.close(reason));
                case Grant.Closing _, Grant.Closed _, Grant.Refused _ -> {}
            }
        }
        grants.saveAll(closing, now);
        finish(closing, now);
    }

    private void tell(Grant.Refused refused) {
        GrantTerms terms = refused.terms();
        events.append(
                new EnforcementRefused(terms.request(), terms.id(), terms.vm(), refused.reason(), refused.detail()));
    }

    private String name(GrantTerms terms, Instant end) {
        return new RuleName.Opening(instance, terms.id(), end).text();
    }

    private static List<BoundaryWrite> writes(List<OwnRules.Placed> placed, boolean live) {
        return placed.stream()
                .filter(rule -> rule.live() || !live)
                .map(rule -> new BoundaryWrite(rule.boundary(), rule.rule().priority(), rule.correlationId()))
                .toList();
    }
}
