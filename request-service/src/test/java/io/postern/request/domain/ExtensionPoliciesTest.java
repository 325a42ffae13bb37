package io.postern.request.domain;

import static io.postern.request.domain.Requests.END;
import static io.postern.request.domain.Requests.FIRST;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.applied;
import static io.postern.request.domain.Requests.approved;
import static io.postern.request.domain.Requests.caller;
import static io.postern.request.domain.Requests.demanding;
import static io.postern.request.domain.Requests.expired;
import static io.postern.request.domain.Requests.extended;
import static io.postern.request.domain.Requests.inventory;
import static io.postern.request.domain.Requests.known;
import static io.postern.request.domain.Requests.limit;
import static io.postern.request.domain.Requests.pending;
import static io.postern.request.domain.Requests.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.request.domain.ExtensionDecision.AlreadyAsked;
import io.postern.request.domain.ExtensionDecision.Asked;
import io.postern.request.domain.ExtensionDecision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExtensionPoliciesTest {
    private static final Caller SELF = caller("requester", Set.of(Caller.REQUEST), Set.of());
    private static final AccessRequest OPEN = approved(WEB).applied(applied(FIRST, WEB));
    private static final Map<VmId, KnownVm> WORLD = inventory(known(WEB, limit(22, Duration.ofHours(3))));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(10));

    @Test
    void whoHasAccessMayAskToKeepItForLonger() {
        ExtensionRequested event = asked(OPEN, longer(HOUR), WORLD).event();

        assertThat(event)
                .isEqualTo(new ExtensionRequested(
                        OPEN.id(),
                        1,
                        SELF.id(),
                        NOW,
                        END,
                        END.plus(HOUR),
                        new ExtensionRequested.Personal("requester", "not done yet", "nonce")));
        assertThat(asked(OPEN, new Extending(SELF, null, END.plusSeconds(1), null), WORLD)
                        .event()
                        .personal()
                        .justification())
                .as("what was said at first still holds")
                .isEqualTo("deploy a fix");
    }

    @Test
    void aTicketFromBeforeItWasAReferenceKeepsNobodyFromAskingForLonger() {
        RequestSubmitted event = new RequestSubmitted(
                Requests.ID,
                Requests.REQUESTER,
                List.of(new Target(WEB, List.of(Requests.SSH))),
                HOUR,
                null,
                "see the mail of Monday",
                new RequestSubmitted.Personal(
                        "Requester", List.of(Cidr.parse("203.0.113.7")), "deploy a fix", "nonce"));
        AccessRequest open =
                AccessRequest.submitted(event, NOW).decided(Approval.APPROVED).applied(applied(FIRST, WEB));

        assertThat(asked(open, longer(HOUR), WORLD).event().endsAt()).isEqualTo(END.plus(HOUR));
    }

    @Test
    void itChangesNothingAboutTheRequestUntilItIsInEffect() {
        AccessRequest asked = asked(OPEN, longer(HOUR), WORLD).request();

        assertThat(asked.at(LATER).state()).isEqualTo(RequestState.OPEN);
        assertThat(asked.endsAt()).contains(END);
        assertThat(asked.extensionsAt(LATER)).singleElement().satisfies(extension -> {
            assertThat(extension.state()).isEqualTo(Extension.State.PENDING);
            assertThat(extension.endsAt()).isEqualTo(END.plus(HOUR));
        });
    }

    @ParameterizedTest
    @MethodSource
    void whatMayNotBeAskedIsRefused(Reason reason, AccessRequest request, Extending wish, Map<VmId, KnownVm> vms) {
        ExtensionDecision decision = ExtensionPolicies.decide(wish, request, vms, Draft.LIMITS, "nonce", LATER);
        assertThat(decision).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().reason())
                    .as(refused.refusal().sentence())
                    .isEqualTo(reason);
            assertThat(refused.refusal().sentence()).endsWith(".");
        });
    }

    static Stream<Arguments> whatMayNotBeAskedIsRefused() {
        Caller other = caller("other", Set.of(Caller.REQUEST, Caller.CONFIGURE), Set.of());
        Caller noMore = caller("requester", Set.of(), Set.of());
        Extending hour = longer(HOUR);
        AccessRequest waiting = asked(OPEN, hour, WORLD).request();
        AccessRequest agreed = waiting.approved(extended(1, END.plus(HOUR)));
        return Stream.of(
                Arguments.of(Reason.NOT_ENTITLED, OPEN, new Extending(other, HOUR, null, null), WORLD),
                Arguments.of(Reason.NOT_ENTITLED, OPEN, new Extending(noMore, HOUR, null, null), WORLD),
                Arguments.of(Reason.NOT_OPEN, pending(WEB), hour, WORLD),
                Arguments.of(Reason.NOT_OPEN, approved(WEB), hour, WORLD),
                Arguments.of(Reason.ALREADY_ENDED, pending(WEB).decided(Approval.DENIED), hour, WORLD),
                Arguments.of(Reason.ALREADY_ENDED, OPEN.removed(removed(FIRST, WEB, CloseReason.EXPIRED)), hour, WORLD),
                Arguments.of(Reason.ALREADY_ENDED, OPEN.expired(expired(FIRST)), hour, WORLD),
                Arguments.of(Reason.ALREADY_ENDED, OPEN.ended(Ending.Kind.REVOKE), hour, WORLD),
                Arguments.of(
                        Reason.ALREADY_ENDED, OPEN.ended(Ending.Kind.RELEASE).confirmed(), hour, WORLD),
                Arguments.of(Reason.NO_WINDOW, OPEN, new Extending(SELF, null, null, null), WORLD),
                Arguments.of(Reason.TWO_WINDOWS, OPEN, new Extending(SELF, HOUR, END.plus(HOUR), null), WORLD),
                Arguments.of(Reason.WINDOW_NOT_LONGER, OPEN, longer(Duration.ZERO), WORLD),
                Arguments.of(Reason.WINDOW_NOT_LONGER, OPEN, longer(HOUR.negated()), WORLD),
                Arguments.of(Reason.WINDOW_NOT_LONGER, OPEN, new Extending(SELF, null, END, null), WORLD),
                Arguments.of(
                        Reason.WINDOW_TOO_LONG, OPEN, longer(Duration.ofHours(2).plusSeconds(1)), WORLD),
                Arguments.of(Reason.WINDOW_TOO_LONG, OPEN, longer(Duration.ofSeconds(Long.MAX_VALUE)), WORLD),
                Arguments.of(Reason.UNKNOWN_VM, OPEN, hour, Map.of()),
                Arguments.of(Reason.VM_NOT_PROTECTED, OPEN, hour, inventory(known(WEB))),
                Arguments.of(Reason.PORT_NOT_OFFERED, OPEN, hour, inventory(known(WEB, limit(443, HOUR)))),
                Arguments.of(
                        Reason.SOURCE_NOT_ALLOWED,
                        OPEN,
                        hour,
                        inventory(known(WEB, limit(22, Duration.ofHours(3), "198.51.100.0/24")))),
                Arguments.of(
                        Reason.CLAIMS_CHALLENGE,
                        OPEN,
                        hour,
                        inventory(demanding(
                                WEB,
                                new AccessConditions(false, false, 24, 56, true, null),
                                limit(22, Duration.ofHours(3))))),
                Arguments.of(Reason.EXTENSION_PENDING, waiting, longer(Duration.ofMinutes(30)), WORLD),
                Arguments.of(Reason.WINDOW_NOT_LONGER, agreed, longer(Duration.ofMinutes(30)), WORLD));
    }

    @Test
    void allThatThePolicyAllowsInTotalMayBeAskedFor() {
        assertThat(asked(OPEN, longer(Duration.ofHours(2)), WORLD).event().endsAt())
                .isEqualTo(NOW.plus(Duration.ofHours(3)));
    }

    @Test
    void theSameAskedAgainIsTheOneThatWaitsOrIsApproved() {
        AccessRequest waiting = asked(OPEN, longer(HOUR), WORLD).request();
        AccessRequest agreed = waiting.approved(extended(1, END.plus(HOUR)));

        assertThat(decide(waiting, longer(HOUR), WORLD)).isEqualTo(new AlreadyAsked(waiting));
        assertThat(decide(agreed, longer(HOUR), WORLD)).isEqualTo(new AlreadyAsked(agreed));
    }

    @Test
    void afterOneThatCameToNothingAnotherMayBeAskedForAndIsCountedOn() {
        AccessRequest waiting = asked(OPEN, longer(HOUR), WORLD).request();

        for (AccessRequest over : new AccessRequest[] {
            waiting.turnedDown(1, Extension.State.DENIED), waiting.turnedDown(1, Extension.State.LAPSED)
        }) {
            assertThat(asked(over, longer(HOUR), WORLD).event().number()).isEqualTo(2);
        }
    }

    @Test
    void soManyMayBeAskedForAndNoMore() {
        AccessRequest request = OPEN;
        for (int i = 1; i <= ExtensionPolicies.MOST; i++) {
            request = asked(request, longer(HOUR), WORLD).request();
            assertThat(decide(request, longer(HOUR), WORLD)).isEqualTo(new AlreadyAsked(request));
            request = request.turnedDown(i, Extension.State.DENIED);
        }
        assertThat(decide(request, longer(HOUR), WORLD))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.TOO_MANY_EXTENSIONS));
    }

    @Test
    void oneInEffectMovesTheEndThatTheNextOneIsCountedFrom() {
        AccessRequest longer = asked(OPEN, longer(HOUR), WORLD)
                .request()
                .approved(extended(1, END.plus(HOUR)))
                .applied(Requests.applied(Requests.SECOND, WEB, END.plus(HOUR)));
        ExtensionRequested next = asked(longer, longer(HOUR), WORLD).event();

        assertThat(next.opened()).isEqualTo(NOW);
        assertThat(next.currentEnd()).isEqualTo(END.plus(HOUR));
        assertThat(next.endsAt()).isEqualTo(END.plus(HOUR).plus(HOUR));
    }

    private static Extending longer(Duration duration) {
        return new Extending(SELF, duration, null, "not done yet");
    }

    private static ExtensionDecision decide(AccessRequest request, Extending wish, Map<VmId, KnownVm> vms) {
        return ExtensionPolicies.decide(wish, request, vms, Draft.LIMITS, "nonce", LATER);
    }

    private static Asked asked(AccessRequest request, Extending wish, Map<VmId, KnownVm> vms) {
        ExtensionDecision decision = decide(request, wish, vms);
        assertThat(decision).isInstanceOf(Asked.class);
        return (Asked) decision;
    }
}
