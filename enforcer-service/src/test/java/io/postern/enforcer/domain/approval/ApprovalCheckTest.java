package io.postern.enforcer.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import io.postern.enforcer.app.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final PersonId ALICE = new PersonId("t", "alice");
    private static final PersonId BOB = new PersonId("t", "bob");
    private static final List<Target> TARGETS = List.of(new Target(World.VM, List.of(World.SSH)));

    @Test
    void anApprovalWithinAllCapsPasses() {
        assertThat(objection(approved(TARGETS, Duration.ofHours(24), null, List.of(BOB), "203.0.113.0/24")))
                .isEmpty();
        assertThat(objection(approved(TARGETS, null, NOW.plusSeconds(60), List.of(), "2001:db8::/56")))
                .isEmpty();
    }

    @Test
    void aWindowLongerThanADayIsRejected() {
        assertThat(objection(approved(TARGETS, Duration.ofHours(24).plusMillis(1), null, List.of(), "203.0.113.7")))
                .contains("window");
        assertThat(objection(approved(TARGETS, null, NOW.plusSeconds(86_401), List.of(), "203.0.113.7")))
                .contains("window");
    }

    @Test
    void aSourceWiderThanTheCapIsRejected() {
        assertThat(objection(approved(TARGETS, Duration.ofHours(1), null, List.of(), "203.0.112.0/23")))
                .contains("source");
        assertThat(objection(approved(TARGETS, Duration.ofHours(1), null, List.of(), "2001:db8::/55")))
                .contains("source");
        assertThat(objection(approved(TARGETS, Duration.ofHours(1), null, List.of(), "203.0.113.7", "0.0.0.0/0")))
                .contains("source");
    }

    @Test
    void theRequesterIsNoApproverAndNobodyCountsTwice() {
        assertThat(objection(approved(TARGETS, Duration.ofHours(1), null, List.of(BOB, ALICE), "203.0.113.7")))
                .contains("four-eyes");
        assertThat(objection(approved(TARGETS, Duration.ofHours(1), null, List.of(BOB, BOB), "203.0.113.7")))
                .contains("four-eyes");
    }

    @Test
    void anApprovalThatIsOverOrNamesNothingIsRejected() {
        assertThat(objection(approved(TARGETS, null, NOW, List.of(), "203.0.113.7")))
                .contains("too-late");
        assertThat(objection(approved(List.of(), Duration.ofHours(1), null, List.of(), "203.0.113.7")))
                .contains("no-targets");
        assertThat(objection(approved(TARGETS, Duration.ofHours(1), null, List.of())))
                .contains("source");
    }

    @Test
    void aPolicysWidthsTakeThePlaceOfTheDefault() {
        Limits wide = Limits.of(new AccessConditions(false, false, 16, 48, false, null));
        assertThat(objection(asking("203.0.0.0/16"), wide)).isEmpty();
        assertThat(objection(asking("2001:db8::/48"), wide)).isEmpty();
        assertThat(objection(asking("203.0.0.0/15"), wide)).contains("source");
        assertThat(objection(asking("2001:db8::/47"), wide)).contains("source");

        Limits narrow = Limits.of(new AccessConditions(false, false, 32, 128, false, null));
        assertThat(objection(asking("203.0.113.7"), narrow)).isEmpty();
        assertThat(objection(asking("203.0.113.0/31"), narrow)).contains("source");
    }

    @Test
    void everyAddressAtOnceIsOpenedOnlyWhereThePolicySaysSo() {
        Limits widest = Limits.of(new AccessConditions(false, false, 1, 1, false, null));
        assertThat(objection(asking("0.0.0.0/0"), widest)).contains("source");
        assertThat(objection(asking("::/0"), widest)).contains("source");

        Limits any = Limits.of(new AccessConditions(false, true, 24, 56, false, null));
        assertThat(objection(asking("0.0.0.0/0"), any)).isEmpty();
        assertThat(objection(asking("::/0"), any)).isEmpty();
        assertThat(objection(asking("128.0.0.0/1"), any)).contains("source");
    }

    @Test
    void theStrictestOfSeveralPoliciesDecides() {
        Limits any = Limits.of(new AccessConditions(true, true, 16, 64, false, null));
        Limits both = any.and(Limits.DEFAULT);

        assertThat(both).isEqualTo(Limits.DEFAULT.and(any)).isEqualTo(new Limits(Duration.ofHours(24), 24, 64, false));
    }

    @Test
    void whatPassesTheApproversOverNamesNoneAndIsShorter() {
        Limits hour = Limits.DEFAULT.within(Duration.ofHours(1));
        assertThat(objection(inAnEmergency(Duration.ofHours(1), List.of()), hour))
                .isEmpty();
        assertThat(objection(inAnEmergency(Duration.ofHours(1).plusMillis(1), List.of()), hour))
                .contains("window");
        assertThat(objection(inAnEmergency(Duration.ofHours(1), List.of(BOB)), hour))
                .contains("break-glass");
        assertThat(Limits.DEFAULT.within(Duration.ofDays(2))).isEqualTo(Limits.DEFAULT);
    }

    private static Approved inAnEmergency(Duration duration, List<PersonId> approvers) {
        Approved plain = approved(TARGETS, duration, null, approvers, "203.0.113.7");
        return new Approved(
                plain.requestId(),
                ALICE,
                TARGETS,
                duration,
                null,
                plain.notAfter(),
                approvers,
                "emergency",
                "1",
                "jws",
                null,
                true,
                plain.personal());
    }

    private static Approved asking(String source) {
        return approved(TARGETS, Duration.ofHours(1), null, List.of(), source);
    }

    private static Optional<String> objection(Approved approved) {
        return objection(approved, Limits.DEFAULT);
    }

    private static Optional<String> objection(Approved approved, Limits limits) {
        return ApprovalCheck.against(approved, limits, NOW).map(ApprovalCheck.Objection::reason);
    }

    private static Approved approved(
            List<Target> targets, Duration duration, Instant endsAt, List<PersonId> approvers, String... sources) {
        return new Approved(
                RequestId.next(),
                ALICE,
                targets,
                duration,
                endsAt,
                NOW.plus(Duration.ofDays(2)),
                approvers,
                "rule",
                "1",
                "jws",
                new Approved.Personal(List.of(sources).stream().map(Cidr::parse).toList(), "nonce"));
    }
}
