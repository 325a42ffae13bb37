package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptApprovalTest {
    private final World world = new World();

    @Test
    void aForgedApprovalOpensNothingAndIsReported() {
        Approved approved = world.approval(RequestId.next(), Duration.ofHours(1));
        world.forged = approved.jws();

        accept(approved);

        assertThat(world.openings()).isEmpty();
        assertThat(world.record.grants).isEmpty();
        assertThat(world.told(AttemptRefused.class))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.reason()).isEqualTo("signature"));
    }

    @Test
    void anApprovalThatComesAfterItsEndIsRefusedSoThatItsRequesterIsTold() {
        Approved approved = world.approval(RequestId.next(), Duration.ofHours(1));
        world.late = approved.jws();
        accept(approved);
        accept(approved);

        assertThat(world.record.grants).isEmpty();
        assertThat(world.told(EnforcementRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("too-late"));
    }

    @Test
    void aReplayedApprovalOpensNothingTwice() {
        Approved approved = world.approval(RequestId.next(), Duration.ofHours(1));
        accept(approved);
        accept(approved);

        assertThat(world.openings()).hasSize(1);
        assertThat(world.told(AttemptRefused.class).getFirst().reason()).isEqualTo("replay");
    }

    @Test
    void azureIsNotReadForWhatIsForgedOrRepeatedHoweverOftenItComes() {
        Approved forged = world.approval(RequestId.next(), Duration.ofHours(1));
        world.forged = forged.jws();
        Approved genuine = world.approval(RequestId.next(), Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            accept(forged);
            accept(genuine);
        }

        assertThat(world.prepared).containsExactly(World.NSG);
    }

    @Test
    void sourcesOfTwoFamiliesAreTwoGrantsAndTheOneWithoutAnAddressIsRefused() {
        world.approve(Duration.ofHours(1), "203.0.113.7", "2001:db8::/64");

        assertThat(world.told(RulesApplied.class)).hasSize(1);
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("no-address");
    }

    @Test
    void aSourceWiderThanOurOwnCapIsRefusedWhoeverSignedIt() {
        world.approve(Duration.ofHours(1), "203.0.0.0/16");

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("source");
    }

    @Test
    void theWidthsOfTheVmsPolicyAreTheCap() {
        AccessConditions any = new AccessConditions(false, true, 24, 56, false, null);
        world.record.protect(World.VM, "policy", List.of(World.SSH), any, world.clock.instant());

        world.approve(Duration.ofHours(1), "0.0.0.0/0");

        assertThat(world.openings()).hasSize(1);
    }

    @Test
    void ofSeveralVmsTheStrictestPolicyIsTheCap() {
        AccessConditions any = new AccessConditions(false, true, 24, 56, false, null);
        world.record.protect(World.VM, "policy", List.of(World.SSH), any, world.clock.instant());
        Approved one = world.approval(RequestId.next(), Duration.ofHours(1), "0.0.0.0/0");
        accept(new Approved(
                one.requestId(),
                one.requester(),
                List.of(one.targets().getFirst(), new Target(World.vm("other"), List.of(World.SSH))),
                one.duration(),
                null,
                one.notAfter(),
                List.of(),
                "automatic",
                "1",
                one.jws(),
                one.personal()));

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("source");
    }

    @Test
    void whatIsOpenedIsWhatWasApprovedAndNotWhatWasAskedFor() {
        AccessConditions any = new AccessConditions(false, false, 16, 56, false, null);
        world.record.protect(World.VM, "policy", List.of(World.SSH), any, world.clock.instant());
        // asked for: a day, two ports, a /16; narrowed to
        world.approve(Duration.ofMinutes(30), "203.0.113.64/26");

        RulesApplied applied = world.told(RulesApplied.class).getFirst();
        assertThat(Duration.between(applied.from(), applied.until())).isLessThanOrEqualTo(Duration.ofSeconds(1801));
        assertThat(applied.ports()).containsExactly(World.SSH);
        assertThat(world.azure.nsgs.get(World.NSG).getLast().sources()).containsExactly("203.0.113.64/26");
    }

    @Test
    void accessThatNobodyWasAskedAboutHasALimitOfItsOwnUntilSomebodyIs() {
        accept(emergency(RequestId.next(), Duration.ofHours(1).plusSeconds(1)));
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("window");

        RequestId request = RequestId.next();
        accept(emergency(request, Duration.ofMinutes(50)));
        assertThat(world.openings()).hasSize(1);
        world.forward(Duration.ofMinutes(40));
        Approved longer = world.extension(request, 1, world.clock.instant().plusSeconds(1800));
        accept(longer);
        assertThat(world.told(EnforcementRefused.class).getLast().reason()).isEqualTo("window");

        accept(approvedBy(new PersonId("t", "bob"), longer));
        assertThat(world.told(RulesApplied.class).getLast().until()).isEqualTo("2026-11-21T11:10:00Z");
    }

    private Approved emergency(RequestId request, Duration duration) {
        Approved plain = world.approval(request, duration);
        return new Approved(
                request,
                plain.requester(),
                plain.targets(),
                duration,
                null,
                plain.notAfter(),
                List.of(),
                "emergency",
                "1",
                plain.jws(),
                null,
                true,
                plain.personal());
    }

    private static Approved approvedBy(PersonId approver, Approved extension) {
        return new Approved(
                extension.requestId(),
                extension.requester(),
                extension.targets(),
                null,
                extension.endsAt(),
                extension.notAfter(),
                List.of(approver),
                "guarded",
                "1",
                extension.jws() + "-2",
                2,
                null,
                extension.personal());
    }

    private void accept(Approved approved) {
        world.record.call(() -> {
            world.accept.on(approved, world.clock.instant());
            return approved;
        });
    }
}
