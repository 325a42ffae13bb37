package io.postern.request.adapter.arm;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RulesApplied.MappedPort;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.request.adapter.arm.AccessView.PortView;
import io.postern.request.adapter.arm.AccessView.VmView;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.RequestState;
import io.postern.request.domain.Standing;
import io.postern.request.domain.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says how our access requests stand, in the few words that Azure has for it. */
final class AccessViews {
    private AccessViews() {}

    /** What of a request touches these VMs. */
    static AccessView of(AccessRequest request, Set<VmId> vms, Instant now) {
        Terms terms = request.effective();
        return new AccessView(
                terms.targets().stream()
                        .filter(target -> vms.contains(target.vm()))
                        .map(target -> vm(request, target, now))
                        .toList(),
                request.submittedAt(),
                terms.requesterName(),
                terms.justification());
    }

    /** The address of the firewall through which a VM has been opened, as long as it is. */
    static Optional<String> firewall(AccessRequest request, VmId vm, Instant now) {
        return ways(request, vm, now).map(MappedPort::address).findFirst();
    }

    static PortView port(AccessRequest request, VmId vm, int number, Instant now) {
        Standing standing = request.at(now);
        List<String> sources =
                request.effective().sources().stream().map(AccessViews::source).toList();
        boolean over = standing.state().ended();
        return new PortView(
                number,
                sources.size() == 1 ? sources.getFirst() : null,
                sources.size() == 1 ? null : sources,
                end(request, now),
                over ? "Revoked" : "Initiated",
                over && expired(standing) ? "Expired" : "UserRequested",
                ways(request, vm, now)
                        .filter(way -> way.port().port().number() == number)
                        .map(way -> way.mapped().number())
                        .findFirst()
                        .orElse(null));
    }

    private static VmView vm(AccessRequest request, Target target, Instant now) {
        return new VmView(
                target.vm().value(),
                target.ports().stream()
                        .map(access -> access.port().number())
                        .distinct()
                        .map(number -> port(request, target.vm(), number, now))
                        .toList());
    }

    private static Stream<MappedPort> ways(AccessRequest request, VmId vm, Instant now) {
        return request.currentAt(now).stream()
                .filter(grant -> grant.vm().equals(vm))
                .flatMap(grant -> grant.ways().stream());
    }

    private static boolean expired(Standing standing) {
        return standing.state() == RequestState.LAPSED || standing.reason() == CloseReason.EXPIRED;
    }

    /** When it ends or has ended; of a length that has not begun to run, when it would end if it began now. */
    private static Instant end(AccessRequest request, Instant now) {
        Instant begun = request.at(now).state().ended() ? request.submittedAt() : now;
        return request.endsAt()
                .orElseGet(() ->
                        begun.plus(Objects.requireNonNull(request.effective().duration())));
    }

    /** A single address is shown without the length of a block of one, as people write it. */
    private static String source(Cidr block) {
        String text = block.toString();
        return block.prefixLength() == block.family().bits() ? text.substring(0, text.indexOf('/')) : text;
    }
}
