package io.postern.request.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.request.adapter.arm.AccessView.PortView;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Approval;
import io.postern.request.domain.Ending;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.VmPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccessViewsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofHours(1));
    private static final VmId WEB = vm("web-1");
    private static final VmId DB = vm("db-1");
    private static final RequestId ID = new RequestId("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    private static final GrantId GRANT = new GrantId("01ARZ3NDEKTSV4RRFFQ69G5FA1");
    private static final PortAccess TCP = new PortAccess(new Port(22), Protocol.TCP);
    private static final PortAccess UDP = new PortAccess(new Port(22), Protocol.UDP);

    @ParameterizedTest
    @MethodSource
    void everyStandingHasAStatusAndAReasonOfAzures(AccessRequest request, String status, String reason) {
        PortView port = AccessViews.port(request, WEB, 22, NOW.plusSeconds(60));
        assertThat(port.status()).isEqualTo(status);
        assertThat(port.statusReason()).isEqualTo(reason);
    }

    static Stream<Arguments> everyStandingHasAStatusAndAReasonOfAzures() {
        AccessRequest pending = request(List.of(new Target(WEB, List.of(TCP))), List.of(Cidr.parse("203.0.113.7")));
        AccessRequest approved = pending.decided(Approval.APPROVED);
        AccessRequest open = approved.applied(applied());
        return Stream.of(
                Arguments.of(pending, "Initiated", "UserRequested"),
                Arguments.of(approved, "Initiated", "UserRequested"),
                Arguments.of(open, "Initiated", "UserRequested"),
                Arguments.of(open.ended(Ending.Kind.REVOKE), "Initiated", "UserRequested"),
                Arguments.of(open.ended(Ending.Kind.REVOKE).confirmed(), "Revoked", "UserRequested"),
                Arguments.of(open.removed(removed(CloseReason.EXPIRED)), "Revoked", "Expired"),
                Arguments.of(open.removed(removed(CloseReason.RELEASED)), "Revoked", "UserRequested"),
                Arguments.of(open.removed(removed(CloseReason.VM_DELETED)), "Revoked", "UserRequested"),
                Arguments.of(pending.ended(Ending.Kind.CANCEL), "Revoked", "UserRequested"),
                Arguments.of(pending.decided(Approval.DENIED), "Revoked", "UserRequested"),
                Arguments.of(pending.decided(Approval.LAPSED), "Revoked", "Expired"));
    }

    @Test
    void aLengthThatHasNotBegunEndsAsIfItBeganNowAndOneThatHasWhereItsGrantDoes() {
        AccessRequest pending = request(List.of(TCP), "203.0.113.7");
        Instant later = NOW.plus(Duration.ofMinutes(30));
        assertThat(AccessViews.port(pending, WEB, 22, later).endTimeUtc()).isEqualTo(later.plus(Duration.ofHours(1)));
        AccessRequest open = pending.decided(Approval.APPROVED).applied(applied());
        assertThat(AccessViews.port(open, WEB, 22, later).endTimeUtc()).isEqualTo(END);
        AccessRequest denied = pending.decided(Approval.DENIED);
        assertThat(AccessViews.port(denied, WEB, 22, later).endTimeUtc()).isEqualTo(END);
    }

    @Test
    void sourcesAreWrittenAsAzureWritesThem() {
        PortView one = AccessViews.port(request(List.of(TCP), "203.0.113.7"), WEB, 22, NOW);
        assertThat(one.allowedSourceAddressPrefix()).isEqualTo("203.0.113.7");
        assertThat(one.allowedSourceAddressPrefixes()).isNull();
        PortView several = AccessViews.port(request(List.of(TCP), "203.0.113.0/25", "2001:db8::7"), WEB, 22, NOW);
        assertThat(several.allowedSourceAddressPrefix()).isNull();
        assertThat(several.allowedSourceAddressPrefixes()).containsExactly("203.0.113.0/25", "2001:db8::7");
    }

    @Test
    void aPolicyShowsOfARequestWhatTouchesItsVmsAndAPortOfTwoProtocolsOnce() {
        AccessView view = AccessViews.of(request(List.of(TCP, UDP), "203.0.113.7"), Set.of(WEB), NOW);
        assertThat(view.virtualMachines()).hasSize(1);
        assertThat(view.virtualMachines().getFirst().id()).isEqualTo(WEB.value());
        assertThat(view.virtualMachines().getFirst().ports())
                .extracting(PortView::number)
                .containsExactly(22);
        assertThat(view.requestor()).isEqualTo("Requester");
        assertThat(view.startTimeUtc()).isEqualTo(NOW);
    }

    @Test
    void whatWasApprovedIsShownAndAnExtensionMovesTheEnd() {
        AccessRequest asked = request(List.of(TCP, new PortAccess(new Port(3389), Protocol.TCP)), "203.0.113.0/25");
        AccessRequest less = asked.approved(new Approved(
                ID,
                new PersonId("tenant", "oid"),
                List.of(new Target(WEB, List.of(TCP))),
                Duration.ofMinutes(30),
                null,
                END,
                List.of(),
                "guarded",
                "1",
                "jws",
                new Approved.Personal(List.of(Cidr.parse("203.0.113.7")), "nonce")));

        AccessView view = AccessViews.of(less, Set.of(WEB, DB), NOW);
        assertThat(view.virtualMachines()).hasSize(1);
        PortView port = view.virtualMachines().getFirst().ports().getFirst();
        assertThat(view.virtualMachines().getFirst().ports()).hasSize(1);
        assertThat(port.allowedSourceAddressPrefix()).isEqualTo("203.0.113.7");
        assertThat(port.endTimeUtc()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
        AccessRequest longer = less.applied(applied(END)).applied(applied(END.plusSeconds(600)));
        assertThat(AccessViews.port(longer, WEB, 22, NOW).endTimeUtc()).isEqualTo(END.plusSeconds(600));
        assertThat(AccessViews.port(longer.removed(removed(CloseReason.EXTENDED)), WEB, 22, NOW)
                        .status())
                .isEqualTo("Initiated");
    }

    @Test
    void aPortIsShownWithTheFirewallsPortThatLeadsToItAsLongAsItIsOpen() {
        var personal = new RulesApplied.Personal(List.of(Cidr.parse("203.0.113.7")));
        var way = new RulesApplied.MappedPort(TCP, "192.0.2.20", new Port(41_600));
        AccessRequest open = request(List.of(TCP), "203.0.113.7")
                .decided(Approval.APPROVED)
                .applied(new RulesApplied(
                        ID, GRANT, WEB, List.of(TCP), NOW, END, "rule", List.of(), List.of(way), personal));
        PolicyId id = PolicyId.defaultOf(WEB, "westeurope");
        List<VmPolicy> vms = Stream.of(WEB, DB)
                .map(vm -> new VmPolicy(vm, List.of(), AccessConditions.DEFAULT, null))
                .toList();
        JitPolicy policy = new JitPolicy(id, JitPolicy.BASIC, 1, vms);

        assertThat(AccessViews.port(open, WEB, 22, NOW).mappedPort()).isEqualTo(41_600);
        assertThat(AccessViews.port(open, DB, 22, NOW).mappedPort()).isNull();
        assertThat(PolicyView.of(policy, List.of(open), NOW).properties().virtualMachines())
                .extracting(PolicyView.VmView::publicIpAddress)
                .containsExactly("192.0.2.20", null);
        AccessRequest gone = open.removed(removed(CloseReason.EXPIRED));
        assertThat(AccessViews.port(gone, WEB, 22, NOW).mappedPort()).isNull();
        assertThat(PolicyView.of(policy, List.of(gone), NOW).properties().virtualMachines())
                .extracting(PolicyView.VmView::publicIpAddress)
                .containsOnlyNulls();
    }

    private static RulesApplied applied(Instant until) {
        var personal = new RulesApplied.Personal(List.of(Cidr.parse("203.0.113.7")));
        GrantId grant = until.equals(END) ? GRANT : GrantId.next();
        return new RulesApplied(ID, grant, WEB, List.of(TCP), NOW, until, "rule", List.of(), personal);
    }

    private static AccessRequest request(List<PortAccess> ports, String... sources) {
        return request(
                List.of(new Target(WEB, ports), new Target(DB, ports)),
                Stream.of(sources).map(Cidr::parse).toList());
    }

    private static AccessRequest request(List<Target> targets, List<Cidr> sources) {
        var personal = new RequestSubmitted.Personal("Requester", sources, "deploy a fix", "nonce");
        return AccessRequest.submitted(
                new RequestSubmitted(
                        ID, new PersonId("tenant", "oid"), targets, Duration.ofHours(1), null, null, personal),
                NOW);
    }

    private static RulesApplied applied() {
        var personal = new RulesApplied.Personal(List.of(Cidr.parse("203.0.113.7")));
        return new RulesApplied(ID, GRANT, WEB, List.of(TCP), NOW, END, "rule", List.of(), personal);
    }

    private static RulesRemoved removed(CloseReason reason) {
        return new RulesRemoved(ID, GRANT, WEB, "rule", END, reason, List.of());
    }

    private static VmId vm(String name) {
        return new VmId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso/providers/"
                + "Microsoft.Compute/virtualMachines/" + name);
    }
}
