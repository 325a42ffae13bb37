package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RulesApplied.MappedPort;
import io.postern.contracts.event.Target;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import io.postern.request.app.Submitted;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Extension;
import io.postern.request.domain.Grant;
import io.postern.request.domain.Granted;
import io.postern.request.domain.Standing;
import io.postern.request.domain.Terms;
import io.postern.request.domain.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An access request as the API shows it; {@code made} is said to who asks for access alone: whether that made it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestView(
        @Nullable String id,
        @Nullable Boolean made,
        String state,
        @Nullable String reason,
        Requester requester,
        List<TargetView> targets,
        List<String> sources,
        @Nullable String duration,
        @Nullable Instant endsAt,
        String justification,
        @Nullable String ticket,
        @Nullable Boolean breakGlass,
        Instant submittedAt,
        @Nullable ApprovedView approved,
        List<GrantView> grants,
        List<ExtensionView> extensions,
        @Nullable List<TimelineEntry> timeline) {
    /** Who asked. */
    public record Requester(String tenant, String oid, String name) {}

    /** One VM with the ports asked for. */
    public record TargetView(String vm, List<Integer> ports) {}

    /** What was approved: all that was asked for, or less. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ApprovedView(
            List<TargetView> targets,
            List<String> sources,
            @Nullable String duration,
            @Nullable Instant endsAt) {
        static ApprovedView of(Granted granted) {
            return new ApprovedView(
                    granted.targets().stream().map(RequestView::target).toList(),
                    granted.sources().stream().map(Cidr::toString).toList(),
                    Objects.toString(granted.duration(), null),
                    granted.endsAt());
        }
    }

    /** A wish to keep the access for longer; {@code grantedUntil} may be earlier than what was asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExtensionView(
            int number,
            String state,
            Instant endsAt,
            @Nullable Instant grantedUntil,
            String justification,
            Instant requestedAt) {
        static ExtensionView of(Extension extension) {
            return new ExtensionView(
                    extension.number(),
                    extension.state().word(),
                    extension.endsAt(),
                    extension.grantedUntil(),
                    extension.justification(),
                    extension.requestedAt());
        }
    }

    /** One grant. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GrantView(
            String id,
            String vm,
            List<Integer> ports,
            @Nullable String protocol,
            String state,
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable String ruleName,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ConnectView> connect) {
        static GrantView of(Grant grant) {
            return new GrantView(
                    grant.id().value(),
                    grant.vm().value(),
                    numbers(grant.ports()),
                    grant.ports().isEmpty()
                            ? null
                            : grant.ports().getFirst().protocol().policyWord(),
                    grant.state().word(),
                    word(grant.reason()),
                    grant.until(),
                    grant.ruleName(),
                    grant.ways().stream().map(ConnectView::of).toList());
        }
    }

    /** A port of the VM, and where to connect to for it: an address and port of the firewall in front. */
    public record ConnectView(int port, String protocol, String address, int mappedPort) {
        static ConnectView of(MappedPort way) {
            return new ConnectView(
                    way.port().port().number(),
                    way.port().protocol().policyWord(),
                    way.address(),
                    way.mapped().number());
        }
    }

    static RequestView of(AccessRequest request, @Nullable List<TimelineEntry> timeline, Instant now) {
        return view(request.id().value(), null, request, timeline, now);
    }

    /** The answer to who asked. */
    static RequestView answer(Submitted.Accepted accepted, Instant now) {
        AccessRequest request = accepted.request();
        return view(request.id().value(), accepted.made(), request, accepted.timeline(), now);
    }

    /** What a request would look like: it has no id, because it is none. */
    static RequestView preview(AccessRequest request, Instant now) {
        return view(null, null, request, null, now);
    }

    private static RequestView view(
            @Nullable String id,
            @Nullable Boolean made,
            AccessRequest request,
            @Nullable List<TimelineEntry> timeline,
            Instant now) {
        Terms terms = request.terms();
        Standing standing = request.at(now);
        return new RequestView(
                id,
                made,
                standing.state().word(),
                word(standing.reason()),
                new Requester(terms.requester().tenant(), terms.requester().oid(), terms.requesterName()),
                terms.targets().stream().map(RequestView::target).toList(),
                terms.sources().stream().map(Cidr::toString).toList(),
                Objects.toString(terms.duration(), null),
                request.endsAt().orElse(null),
                terms.justification(),
                terms.ticket(),
                terms.breakGlass(),
                request.submittedAt(),
                Optional.ofNullable(request.granted()).map(ApprovedView::of).orElse(null),
                request.grantsAt(now).stream().map(GrantView::of).toList(),
                request.extensionsAt(now).stream().map(ExtensionView::of).toList(),
                timeline);
    }

    private static TargetView target(Target target) {
        return new TargetView(target.vm().value(), numbers(target.ports()));
    }

    private static List<Integer> numbers(List<PortAccess> ports) {
        return ports.stream().map(access -> access.port().number()).distinct().toList();
    }

    private static @Nullable String word(@Nullable CloseReason reason) {
        return reason == null ? null : reason.word();
    }
}
