package io.postern.request.adapter.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RulesApplied.MappedPort;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.PortAccess;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Approval;
import io.postern.request.domain.Ending;
import io.postern.request.domain.Extension;
import io.postern.request.domain.Grant;
import io.postern.request.domain.GrantState;
import io.postern.request.domain.Granted;
import io.postern.request.domain.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Between requests and their rows. */
final class RequestMapping {
    private RequestMapping() {}

    /** Writes what can change into a row. */
    static void change(RequestRow row, AccessRequest request, Instant now) {
        Optional<Ending> ending = Optional.ofNullable(request.ending());
        row.approval = request.approval().name();
        row.ending = ending.map(Ending::kind).map(Ending.Kind::name).orElse(null);
        row.endingConfirmed = ending.map(Ending::confirmed).orElse(false);
        row.refusedVms = Rows.text(request.refusedVms());
        row.state = request.at(now).state().name();
        row.granted = Optional.ofNullable(request.granted()).map(Rows::text).orElse(null);
        row.extensions = Rows.text(request.extensions());
        row.firstEnd = request.currentAt(now).stream()
                .filter(grant -> grant.state() == GrantState.OPEN)
                .map(Grant::until)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    static AccessRequest request(RequestRow row, List<GrantRow> grants) {
        Ending ending = row.ending == null ? null : new Ending(Ending.Kind.valueOf(row.ending), row.endingConfirmed);
        return new AccessRequest(
                new RequestId(row.id),
                Rows.value(row.terms, new TypeReference<Terms>() {}),
                row.submittedAt,
                Approval.valueOf(row.approval),
                ending,
                Rows.value(row.refusedVms, new TypeReference<List<VmId>>() {}),
                grants.stream().map(RequestMapping::grant).toList(),
                row.granted == null ? null : Rows.value(row.granted, new TypeReference<Granted>() {}),
                Rows.value(row.extensions, new TypeReference<List<Extension>>() {}));
    }

    static GrantRow row(AccessRequest request, int place) {
        Grant grant = request.grants().get(place);
        GrantRow row = new GrantRow();
        row.id = grant.id().value();
        row.requestId = request.id().value();
        row.place = place;
        row.vm = grant.vm().value();
        row.ports = Rows.text(grant.ports());
        row.state = grant.state().name();
        row.reason = Optional.ofNullable(grant.reason()).map(CloseReason::word).orElse(null);
        row.until = grant.until();
        row.ruleName = grant.ruleName();
        row.openedAt = grant.from();
        row.family =
                Optional.ofNullable(grant.family()).map(AddressFamily::name).orElse(null);
        row.mappedPorts = Rows.text(grant.mappedPorts());
        return row;
    }

    private static Grant grant(GrantRow row) {
        return new Grant(
                new GrantId(row.id),
                new VmId(row.vm),
                Rows.value(row.ports, new TypeReference<List<PortAccess>>() {}),
                GrantState.valueOf(row.state),
                row.reason == null ? null : CloseReason.of(row.reason),
                row.until,
                row.ruleName,
                row.openedAt,
                row.family == null ? null : AddressFamily.valueOf(row.family),
                Rows.value(row.mappedPorts, new TypeReference<List<MappedPort>>() {}));
    }
}
