package io.postern.request.domain;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An access request with every fact heard about it. Facts about its grants may come in any order and twice.
 *
 * @param terms what was asked for
 * @param granted what was approved of it; null as long as nothing is
 */
public record AccessRequest(
        RequestId id,
        Terms terms,
        Instant submittedAt,
        Approval approval,
        @Nullable Ending ending,
        List<VmId> refusedVms,
        List<Grant> grants,
        @Nullable Granted granted,
        List<Extension> extensions) {
    public AccessRequest {
        refusedVms = List.copyOf(refusedVms);
        grants = List.copyOf(grants);
        extensions = List.copyOf(extensions);
    }

    /** A request of which nothing is known that came with its approval or later. */
    public AccessRequest(
            RequestId id,
            Terms terms,
            Instant submittedAt,
            Approval approval,
            @Nullable Ending ending,
            List<VmId> refusedVms,
            List<Grant> grants) {
        this(id, terms, submittedAt, approval, ending, refusedVms, grants, null, List.of());
    }

    public static AccessRequest submitted(RequestSubmitted event, Instant at) {
        return new AccessRequest(event.requestId(), Terms.of(event), at, Approval.PENDING, null, List.of(), List.of());
    }

    public Standing at(Instant now) {
        return Standing.of(this, now);
    }

    /** The terms that hold: those approved, else those asked for. */
    public Terms effective() {
        return granted == null ? terms : terms.as(granted);
    }

    public AccessRequest decided(Approval answer) {
        return new AccessRequest(id, terms, submittedAt, answer, ending, refusedVms, grants, granted, extensions);
    }

    /** The approval of the request itself, or of one of its extensions: that one changes no state. */
    public AccessRequest approved(Approved fact) {
        Integer number = fact.extension();
        if (number == null) {
            Granted given = fact.targets().isEmpty() ? granted : Granted.of(fact);
            return new AccessRequest(
                    id, terms, submittedAt, Approval.APPROVED, ending, refusedVms, grants, given, extensions);
        }
        Instant until = fact.endsAt() == null ? fact.notAfter() : fact.endsAt();
        Granted given = fact.targets().isEmpty() ? granted : Granted.of(fact, effective());
        return new AccessRequest(
                id,
                terms,
                submittedAt,
                approval,
                ending,
                refusedVms,
                grants,
                given,
                extension(number, asked -> asked.approved(until)));
    }

    public AccessRequest extending(ExtensionRequested fact, Instant at) {
        List<Extension> more = new ArrayList<>(extensions);
        more.add(Extension.asked(fact, at));
        return withExtensions(more);
    }

    /** One of its extensions will not be. */
    public AccessRequest turnedDown(int number, Extension.State how) {
        return withExtensions(extension(number, asked -> asked.turnedDown(how)));
    }

    public AccessRequest ended(Ending.Kind kind) {
        return with(new Ending(kind, false));
    }

    /** The enforcer says that nothing is open, nor will be. */
    public AccessRequest confirmed() {
        return ending == null ? this : with(new Ending(ending.kind(), true));
    }

    public AccessRequest applied(RulesApplied fact) {
        return grant(fact.grantId()).isPresent() ? this : plus(Grant.opened(fact));
    }

    public AccessRequest expired(Expired fact) {
        return each(fact.grantId(), Grant::closing);
    }

    public AccessRequest removed(RulesRemoved fact) {
        return grant(fact.grantId()).isPresent()
                ? each(fact.grantId(), grant -> grant.closed(fact.reason()))
                : plus(Grant.gone(fact));
    }

    /** Where something has opened before and nothing more is to come, an extension is refused and not the request. */
    public AccessRequest refused(EnforcementRefused fact) {
        if (opensNoMore(fact)) {
            return withExtensions(refusedExtensions());
        }
        if (fact.grantId() != null && fact.vm() != null) {
            return grant(fact.grantId()).isPresent() ? this : plus(Grant.refused(fact.grantId(), fact.vm()));
        }
        List<VmId> more = new ArrayList<>(refusedVms);
        more.addAll(fact.vm() != null ? List.of(fact.vm()) : vms());
        return new AccessRequest(
                id,
                terms,
                submittedAt,
                approval,
                ending,
                more.stream().distinct().toList(),
                grants,
                granted,
                extensions);
    }

    private boolean opensNoMore(EnforcementRefused fact) {
        boolean isNew = fact.grantId() == null || grant(fact.grantId()).isEmpty();
        boolean awaited = fact.grantId() != null && fact.vm() != null && outstanding(fact.vm()) > 0;
        return isNew
                && !awaited
                && !extensions.isEmpty()
                && grants.stream()
                        .filter(grant -> fact.vm() == null || grant.vm().equals(fact.vm()))
                        .anyMatch(grant -> grant.state() != GrantState.REFUSED);
    }

    /** The refusal of an extension may be heard before its approval: then the last one asked for is meant. */
    private List<Extension> refusedExtensions() {
        boolean agreed = extensions.stream().anyMatch(this::isAwaited);
        int last = extensions.stream()
                .filter(asked -> asked.state() == Extension.State.PENDING)
                .mapToInt(Extension::number)
                .max()
                .orElse(0);
        return extensions.stream()
                .map(asked -> (agreed ? isAwaited(asked) : asked.number() == last) ? asked.refused() : asked)
                .toList();
    }

    /** Whether an extension is approved, and no grant has brought it. */
    private boolean isAwaited(Extension asked) {
        return asked.beside(grants, false).state() == Extension.State.APPROVED;
    }

    /** Whether a grant has been heard of as open, and not yet as gone. */
    public boolean hasOpened(GrantId id) {
        return grant(id)
                .filter(grant -> grant.state() == GrantState.OPEN || grant.state() == GrantState.CLOSING)
                .isPresent();
    }

    /** The grants as they stand at an instant; after a confirmed ending none is open, whatever arrives late. */
    public List<Grant> grantsAt(Instant now) {
        return grants.stream().map(grant -> standing(grant, now)).toList();
    }

    /** The grants that make up the access at an instant: without those whose place another one has taken. */
    public List<Grant> currentAt(Instant now) {
        List<Grant> all = grantsAt(now);
        return all.stream().filter(grant -> !grant.supersededAmong(all)).toList();
    }

    /** Whether another grant has taken the place of this one. */
    public boolean isSuperseded(GrantId id) {
        return grant(id).filter(grant -> grant.supersededAmong(grants)).isPresent();
    }

    /** Since when it is open, and until when as it stands; empty unless it is. */
    public Optional<Span> openAt(Instant now) {
        List<Grant> open = currentAt(now).stream()
                .filter(grant -> grant.state() == GrantState.OPEN)
                .toList();
        Instant since = grants.stream()
                .flatMap(grant -> Optional.ofNullable(grant.from()).stream())
                .min(Comparator.naturalOrder())
                .orElse(submittedAt);
        return open.stream()
                .flatMap(grant -> Optional.ofNullable(grant.until()).stream())
                .max(Comparator.naturalOrder())
                .map(until -> new Span(since, until));
    }

    /** From when until when something is open. */
    public record Span(Instant since, Instant until) {}

    /** When the access ends or has ended, as far as that is known: its rules tell, or else an end that was agreed on. */
    public Optional<Instant> endsAt() {
        return grants.stream()
                .flatMap(grant -> Optional.ofNullable(grant.until()).stream())
                .max(Comparator.naturalOrder())
                .or(() -> Optional.ofNullable(effective().endsAt()));
    }

    /** The extensions as they stand at an instant. */
    public List<Extension> extensionsAt(Instant now) {
        boolean over = !at(now).state().live();
        return extensions.stream()
                .map(extension -> extension.beside(grants, over))
                .toList();
    }

    /** How many grants of the approval have neither opened nor been refused. */
    long outstanding() {
        return vms().stream().mapToLong(this::outstanding).sum();
    }

    private long outstanding(VmId vm) {
        return refusedVms.contains(vm) ? 0 : Math.max(0, effective().grantsOn(vm) - known(vm));
    }

    private Grant standing(Grant grant, Instant now) {
        if (ending == null || grant.state().ended()) {
            return grant.at(now);
        }
        CloseReason reason = ending.kind().reason();
        return ending.confirmed() ? grant.closed(reason) : grant.closing();
    }

    private long known(VmId vm) {
        return grants.stream()
                .filter(grant -> grant.vm().equals(vm) && !grant.supersededAmong(grants))
                .count();
    }

    private List<VmId> vms() {
        return effective().targets().stream().map(Target::vm).toList();
    }

    private Optional<Grant> grant(GrantId wanted) {
        return grants.stream().filter(grant -> grant.id().equals(wanted)).findFirst();
    }

    private AccessRequest plus(Grant grant) {
        List<Grant> more = new ArrayList<>(grants);
        more.add(grant);
        return with(more);
    }

    private AccessRequest each(GrantId wanted, UnaryOperator<Grant> move) {
        return with(grants.stream()
                .map(grant -> grant.id().equals(wanted) ? move.apply(grant) : grant)
                .toList());
    }

    private List<Extension> extension(int number, UnaryOperator<Extension> move) {
        return extensions.stream()
                .map(each -> each.number() == number ? move.apply(each) : each)
                .toList();
    }

    private AccessRequest with(List<Grant> next) {
        return new AccessRequest(id, terms, submittedAt, approval, ending, refusedVms, next, granted, extensions);
    }

    private AccessRequest withExtensions(List<Extension> next) {
        return new AccessRequest(id, terms, submittedAt, approval, ending, refusedVms, grants, granted, next);
    }

    private AccessRequest with(Ending next) {
        return new AccessRequest(id, terms, submittedAt, approval, next, refusedVms, grants, granted, extensions);
    }
}
