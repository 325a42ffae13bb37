package io.postern.request.domain;

import static io.postern.request.domain.Draft.of;
import static io.postern.request.domain.Draft.wanted;
import static io.postern.request.domain.Requests.ID;
import static io.postern.request.domain.Requests.JUMP;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.REQUESTER;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.inventory;
import static io.postern.request.domain.Requests.known;
import static io.postern.request.domain.Requests.limit;
import static io.postern.request.domain.Requests.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.request.domain.Submission.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionPoliciesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<PortLimit> PORTS = List.of(limit(22, HOUR));
    private static final Map<VmId, KnownVm> VMS = inventory(
            known(WEB, limit(22, Duration.ofHours(3)), limit(3389, HOUR, "198.51.100.0/24")),
            known(JUMP, limit(22, Duration.ofHours(2))),
            known(vm("bare-1")));

    @Test
    void aRequestWithinEveryLimitIsSubmittedAsItWasAsked() {
        RequestSubmitted event =
                accepted(of(wanted(WEB, 22)).from("203.0.113.0/24").during(HOUR));
        assertThat(event.requestId()).isEqualTo(ID);
        assertThat(event.requester()).isEqualTo(REQUESTER);
        assertThat(event.targets())
                .containsExactly(new Target(WEB, List.of(new PortAccess(new Port(22), Protocol.TCP))));
        assertThat(event.duration()).isEqualTo(HOUR);
        assertThat(event.personal().sources()).containsExactly(Cidr.parse("203.0.113.0/24"));
        assertThat(event.personal().nonce()).isEqualTo("nonce");
    }

    @Test
    void anUnknownVmIsRefused() {
        assertRefused(of(wanted(vm("nope-1"), 22)).during(HOUR), Reason.UNKNOWN_VM);
    }

    @Test
    void aVmIsKnownInAnySpelling() {
        VmId loud = new VmId(WEB.value().replace("web-1", "WEB-1").replace("contoso", "CONTOSO"));
        assertThat(accepted(of(wanted(loud, 22)).during(HOUR))
                        .targets()
                        .getFirst()
                        .vm()
                        .value())
                .isEqualTo(WEB.value());
    }

    @Test
    void aVmWithoutAPolicyIsRefused() {
        assertRefused(of(wanted(vm("bare-1"), 22)).during(HOUR), Reason.VM_NOT_PROTECTED);
    }

    @Test
    void aPortThatIsNotOfferedIsRefused() {
        assertRefused(of(wanted(WEB, 22, 8080)).during(HOUR), Reason.PORT_NOT_OFFERED);
    }

    @Test
    void theShortestMaximumOfAllPortsCounts() {
        assertRefused(of(wanted(WEB, 22), wanted(JUMP, 22)).during(Duration.ofHours(3)), Reason.WINDOW_TOO_LONG);
        assertThat(accepted(of(wanted(WEB, 22), wanted(JUMP, 22)).during(Duration.ofHours(2))))
                .isNotNull();
    }

    @Test
    void aWindowOutsideTheBoundsIsRefused() {
        assertRefused(of(wanted(WEB, 22)).during(Duration.ofSeconds(59)), Reason.WINDOW_TOO_SHORT);
        assertRefused(of(wanted(WEB, 22)).during(Duration.ZERO), Reason.WINDOW_TOO_SHORT);
        assertRefused(of(wanted(WEB, 22)).during(HOUR.negated()), Reason.WINDOW_TOO_SHORT);
        assertRefused(of(wanted(WEB, 22)).during(Duration.ofHours(25)), Reason.WINDOW_TOO_LONG);
        assertRefused(of(wanted(WEB, 22)).during(Duration.ofSeconds(Long.MAX_VALUE)), Reason.WINDOW_TOO_LONG);
    }

    @Test
    void anAbsoluteEndIsHeldToTheSameBounds() {
        assertThat(accepted(of(wanted(WEB, 22)).until(NOW.plus(HOUR))).endsAt()).isEqualTo(NOW.plus(HOUR));
        assertRefused(of(wanted(WEB, 22)).until(NOW), Reason.WINDOW_OVER);
        assertRefused(of(wanted(WEB, 22)).until(NOW.plusSeconds(30)), Reason.WINDOW_TOO_SHORT);
        assertRefused(of(wanted(WEB, 22)).until(NOW.plus(Duration.ofHours(4))), Reason.WINDOW_TOO_LONG);
        assertRefused(of(wanted(WEB, 22)).until(Instant.MAX), Reason.WINDOW_TOO_LONG);
    }

    @Test
    void anEndIsGivenOnceAndOneWay() {
        assertRefused(of(wanted(WEB, 22)), Reason.NO_WINDOW);
        assertRefused(of(wanted(WEB, 22)).during(HOUR).until(NOW.plus(HOUR)), Reason.TWO_WINDOWS);
    }

    @Test
    void theJustificationIsReadable() {
        for (String text : List.of("", "  \n", "x".repeat(501), "a\u0000b", "\u001b[31m", "\ud83d", "\udd25\ud83d")) {
            assertRefused(of(wanted(WEB, 22)).during(HOUR).because(text), Reason.TEXT_UNUSABLE);
        }
        assertThat(accepted(of(wanted(WEB, 22)).during(HOUR).because("\ud83d\udd25".repeat(500))))
                .isNotNull();
    }

    @Test
    void aTicketIsAReferenceAndNoWords() {
        for (String ticket : List.of("INC-1", "7", "acme/postern#12", "CHG_1.2:3", "x".repeat(64))) {
            assertThat(ticketed(ticket)).as(ticket).isInstanceOf(SubmissionDecision.Submitted.class);
        }
        for (String ticket : List.of(
                "", " ", "INC-1 for Ada Lovelace", "ada@example.com", "#12", "INC-1\n", "\u0131NC-1", "x".repeat(65))) {
            assertThat(ticketed(ticket))
                    .as(ticket)
                    .isInstanceOfSatisfying(SubmissionDecision.Refused.class, refused -> {
                        assertThat(refused.refusal().reason()).isEqualTo(Reason.TEXT_UNUSABLE);
                        assertThat(refused.refusal().sentence())
                                .startsWith("The ticket is a reference")
                                .contains("public log");
                    });
        }
    }

    private static SubmissionDecision ticketed(String ticket) {
        Draft draft = of(wanted(WEB, 22)).during(HOUR);
        Submission submission = new Submission(
                draft.caller(),
                draft.targets(),
                draft.sources(),
                draft.address(),
                HOUR,
                null,
                draft.justification(),
                ticket);
        return SubmissionPolicies.decide(submission, VMS, Draft.LIMITS, ID, "nonce", NOW);
    }

    @Test
    void nothingIsNamedTwice() {
        assertRefused(of(wanted(WEB, 22), wanted(WEB, 3389)).during(HOUR), Reason.NAMED_TWICE);
        assertRefused(of(wanted(WEB, 22, 22)).during(HOUR), Reason.NAMED_TWICE);
        assertRefused(of(wanted(WEB, 22)).from("203.0.113.7", "203.0.113.7/32").during(HOUR), Reason.NAMED_TWICE);
    }

    @Test
    void everythingThatStandsAgainstItIsSaidAtOnce() {
        Refusal refusal = of(wanted(vm("nope-1"), 22), wanted(vm("bare-1"), 22), wanted(WEB, 8080, 9090))
                .from("203.0.112.0/23", "127.0.0.1")
                .during(Duration.ofSeconds(1))
                .because("")
                .refused(VMS, Reason.TEXT_UNUSABLE);
        assertThat(refusal.all())
                .hasSize(8)
                .anyMatch(sentence -> sentence.contains("shortest"))
                .anyMatch(sentence -> sentence.contains("too wide"))
                .anyMatch(sentence -> sentence.contains("127.0.0.1"))
                .anyMatch(sentence -> sentence.contains("nope-1"))
                .anyMatch(sentence -> sentence.contains("bare-1"))
                .anyMatch(sentence -> sentence.contains("8080"))
                .anyMatch(sentence -> sentence.contains("9090"));
    }

    @Test
    void whatCannotBeJudgedIsNotHeldAgainstIt() {
        assertThat(of(wanted(vm("bare-1"), 22)).refused(VMS, Reason.NO_WINDOW).all())
                .as("no end, no ports to offer")
                .hasSize(2);
        assertThat(of(wanted(WEB, 22)).refused(VMS, Reason.NO_WINDOW).all()).hasSize(1);
        assertThat(of(wanted(WEB, 22))
                        .until(NOW.minusSeconds(5))
                        .refused(VMS, Reason.WINDOW_OVER)
                        .all())
                .hasSize(1);
    }

    @Test
    void aVmThatCannotBeOpenedIsRefused() {
        Map<VmId, KnownVm> vms = inventory(
                new KnownVm(WEB, "westeurope", "Linux", JitStatus.UNSUPPORTED, "NoPrivateAddress", null, PORTS),
                new KnownVm(
                        JUMP, "westeurope", "Linux", JitStatus.UNSUPPORTED, "FirewallPolicy", posture("/fw"), PORTS),
                new KnownVm(vm("nsg-1"), "westeurope", "Linux", JitStatus.BYPASSED, null, posture(null), PORTS));
        assertThat(of(wanted(WEB, 22))
                        .during(HOUR)
                        .refused(vms, Reason.VM_UNSUPPORTED)
                        .sentence())
                .contains("NoPrivateAddress");
        assertThat(of(wanted(vm("nsg-1"), 22)).during(HOUR).accepted(vms)).isNotNull();
    }

    @Test
    void aVmBehindAFirewallTakesIpv4AndAFewPortsOfAProtocol() {
        PortLimit[] offered =
                IntStream.rangeClosed(1, 20).mapToObj(port -> limit(port, HOUR)).toArray(PortLimit[]::new);
        KnownVm plain = known(WEB, offered);
        KnownVm behind =
                new KnownVm(JUMP, "westeurope", "Linux", JitStatus.PROTECTED, null, posture("/fw"), List.of(offered));
        Map<VmId, KnownVm> vms = inventory(plain, behind);
        int[] sixteen = IntStream.rangeClosed(1, 16).toArray();
        int[] seventeen = IntStream.rangeClosed(1, 17).toArray();
        assertThat(of(wanted(JUMP, sixteen)).during(HOUR).accepted(vms)).isNotNull();
        assertThat(of(wanted(WEB, seventeen)).during(HOUR).accepted(vms)).isNotNull();
        assertThat(of(wanted(WEB, 2)).from("2001:db8::7").during(HOUR).accepted(vms))
                .isNotNull();
        assertThat(of(wanted(JUMP, seventeen))
                        .during(HOUR)
                        .refused(vms, Reason.TOO_MANY_PORTS)
                        .sentence())
                .contains("jump-1", "16 ports");
        assertThat(of(wanted(JUMP, 2))
                        .from("2001:db8::7")
                        .during(HOUR)
                        .refused(vms, Reason.FIREWALL_IPV4_ONLY)
                        .sentence())
                .contains("jump-1", "2001:db8::7/128 is IPv6");
    }

    private static Posture posture(@Nullable String firewall) {
        return new Posture(Guard.NSG, firewall, List.of());
    }

    @Test
    void whatADecisionRestsOnIsSaid() {
        PolicyId policy = PolicyId.defaultOf(WEB, "westeurope");
        KnownVm covered = new KnownVm(
                WEB,
                "westeurope",
                "Linux",
                JitStatus.PROTECTED,
                null,
                null,
                List.of(limit(22, Duration.ofHours(3)), limit(3389, Duration.ofHours(2))),
                AccessConditions.DEFAULT,
                policy,
                7);
        Submission submission = of(wanted(WEB, 22, 3389)).during(HOUR).submission();
        Basis basis = SubmissionPolicies.basis(submission, inventory(covered), Draft.LIMITS, NOW);
        assertThat(basis.policies()).containsExactly(new Basis.Covered(WEB, policy.value(), 7));
        assertThat(basis.longest()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void oneRequestStaysSmall() {
        assertRefused(of().during(HOUR), Reason.EMPTY);
        assertRefused(of(wanted(WEB)).during(HOUR), Reason.EMPTY);
        int[] many = new int[21];
        Arrays.setAll(many, i -> 1000 + i);
        assertRefused(of(wanted(WEB, many)).during(HOUR), Reason.TOO_MANY);
        Wanted[] vms = new Wanted[21];
        Arrays.setAll(vms, i -> wanted(vm("vm-" + i), 22));
        assertRefused(of(vms).during(HOUR), Reason.TOO_MANY);
    }

    private static RequestSubmitted accepted(Draft draft) {
        return draft.accepted(VMS);
    }

    private static void assertRefused(Draft draft, Reason reason) {
        draft.refused(VMS, reason);
    }
}
