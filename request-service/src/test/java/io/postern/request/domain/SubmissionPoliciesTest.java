package io.postern.request.domain;

import static io.postern.request.domain.Requests.ID;
import static io.postern.request.domain.Requests.JUMP;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.REQUESTER;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.caller;
import static io.postern.request.domain.Requests.inventory;
import static io.postern.request.domain.Requests.known;
import static io.postern.request.domain.Requests.limit;
import static io.postern.request.domain.Requests.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.request.domain.Submission.Wanted;
import io.postern.request.domain.SubmissionDecision.Refused;
import io.postern.request.domain.SubmissionDecision.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionPoliciesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Caller REQUESTS = caller(REQUESTER.oid(), Set.of(Caller.REQUEST), Set.of());
    private static final Limits LIMITS =
            new Limits(Duration.ofMinutes(1), Map.of(Cidr.parse("127.0.0.1"), Cidr.parse("203.0.113.7")));
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
    void withoutSourcesItIsTheCallersOwnAddress() {
        assertThat(accepted(of(wanted(WEB, 22)).calledFrom("127.0.0.1").during(HOUR))
                        .personal()
                        .sources())
                .containsExactly(Cidr.parse("203.0.113.7/32"));
    }

    @Test
    void aCallerWithoutAPublicAddressHasToNameOne() {
        for (String address : List.of("127.0.0.2", "10.1.2.3", "192.168.0.1", "100.64.0.1", "::1", "fc00::1", "")) {
            assertRefused(of(wanted(WEB, 22)).calledFrom(address).during(HOUR), Reason.SOURCE_UNUSABLE);
        }
    }

    @Test
    void aPrivateSourceNamedOnPurposeIsMeant() {
        assertThat(accepted(of(wanted(WEB, 22)).from("10.1.2.3").during(HOUR))).isNotNull();
    }

    @Test
    void aSourceThatNoPacketComesFromIsRefused() {
        for (String source :
                List.of("127.0.0.1", "0.0.0.0", "169.254.1.1", "224.0.0.1", "255.255.255.255", "fe80::1")) {
            assertRefused(of(wanted(WEB, 22)).from(source).during(HOUR), Reason.SOURCE_UNUSABLE);
        }
    }

    @Test
    void aSourceWiderThanAllowedIsRefused() {
        for (String source : List.of("203.0.112.0/23", "0.0.0.0/0", "2001:db8::/55")) {
            assertRefused(of(wanted(WEB, 22)).from(source).during(HOUR), Reason.SOURCE_TOO_WIDE);
        }
        assertThat(accepted(of(wanted(WEB, 22)).from("2001:db8::/56").during(HOUR)))
                .isNotNull();
    }

    @Test
    void aSourceOutsideThePortsPolicyIsRefused() {
        assertRefused(of(wanted(WEB, 3389)).from("203.0.113.7").during(HOUR), Reason.SOURCE_NOT_ALLOWED);
        assertThat(accepted(of(wanted(WEB, 3389)).from("198.51.100.7").during(HOUR)))
                .isNotNull();
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
    void nothingIsNamedTwice() {
        assertRefused(of(wanted(WEB, 22), wanted(WEB, 3389)).during(HOUR), Reason.NAMED_TWICE);
        assertRefused(of(wanted(WEB, 22, 22)).during(HOUR), Reason.NAMED_TWICE);
        assertRefused(of(wanted(WEB, 22)).from("203.0.113.7", "203.0.113.7/32").during(HOUR), Reason.NAMED_TWICE);
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
        SubmissionDecision decision = draft.decide();
        assertThat(decision).isInstanceOf(Submitted.class);
        return ((Submitted) decision).event();
    }

    private static void assertRefused(Draft draft, Reason reason) {
        SubmissionDecision decision = draft.decide();
        assertThat(decision).isInstanceOf(Refused.class);
        Refusal refusal = ((Refused) decision).refusal();
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.sentence()).endsWith(".");
    }

    private static Wanted wanted(VmId vm, int... ports) {
        return new Wanted(vm, IntStream.of(ports).mapToObj(Port::new).toList());
    }

    private static Draft of(Wanted... targets) {
        return new Draft(List.of(targets), List.of(), "203.0.113.9", null, null, "deploy a fix");
    }

    /** A submission in the making. */
    private record Draft(
            List<Wanted> targets,
            List<Cidr> sources,
            String address,
            @Nullable Duration duration,
            @Nullable Instant endsAt,
            String justification) {
        Draft from(String... blocks) {
            List<Cidr> named = Stream.of(blocks).map(Cidr::parse).toList();
            return new Draft(targets, named, address, duration, endsAt, justification);
        }

        Draft calledFrom(String caller) {
            return new Draft(targets, sources, caller, duration, endsAt, justification);
        }

        Draft during(Duration length) {
            return new Draft(targets, sources, address, length, endsAt, justification);
        }

        Draft until(Instant end) {
            return new Draft(targets, sources, address, duration, end, justification);
        }

        Draft because(String text) {
            return new Draft(targets, sources, address, duration, endsAt, text);
        }

        SubmissionDecision decide() {
            Submission submission =
                    new Submission(REQUESTS, targets, sources, address, duration, endsAt, justification, null);
            return SubmissionPolicies.decide(submission, VMS, LIMITS, ID, "nonce", NOW);
        }
    }
}
