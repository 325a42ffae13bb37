package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.domain.policy.PolicyAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetGoWithGrantsTest {
    private static final PersonId ADMIN = new PersonId("t", "admin");

    private final World world = new World();

    @Test
    void whatIsOpenOnTheVmIsRevoked() {
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).hasSize(1);
        letGo();

        assertThat(world.azure.nsgs.get(World.NSG)).isEmpty();
        assertThat(world.told(RulesRemoved.class))
                .singleElement()
                .satisfies(removed -> assertThat(removed.reason()).isEqualTo(CloseReason.REVOKED));
    }

    @Test
    void whatWaitsToBeOpenedIsRefused() {
        world.sweeperPass = Optional.empty();
        world.approve(Duration.ofHours(1));
        letGo();

        assertThat(world.told(EnforcementRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("revoked"));
    }

    @Test
    void anApprovalOfARequestFromBeforeTheVmWasLetGoIsRefused() {
        letGo();
        approve(world.clock.instant().minusSeconds(60));

        assertThat(world.azure.nsgs.get(World.NSG)).isEmpty();
        assertThat(world.told(EnforcementRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo("not-protected");
            assertThat(refused.vm()).isEqualTo(World.VM);
        });
        protect();
        assertThat(world.openings()).isEmpty();
        approve(world.clock.instant().minusSeconds(30));
        assertThat(world.openings()).hasSize(1);
    }

    @Test
    void anApprovalThatOvertakesThePolicyItWasAskedForUnderIsCarriedOut() {
        world.record.policies.clear();
        approve(world.clock.instant().minusSeconds(60));
        assertThat(world.openings()).hasSize(1);
        protect();
        letGo();
        assertThat(world.openings()).isEmpty();

        approve(world.clock.instant().plusSeconds(60));
        protect();

        assertThat(world.openings()).hasSize(1);
        assertThat(world.azure.nsgs.get(World.NSG)).hasSize(2);
    }

    private void approve(Instant asked) {
        RequestId request =
                new RequestId(UlidCreator.getUlid(asked.toEpochMilli()).toString());
        world.record.call(() -> {
            world.accept.on(world.approval(request, Duration.ofHours(1)), world.clock.instant());
            return request;
        });
    }

    private void letGo() {
        world.record.call(() -> {
            world.protect.on(new PolicyDeleted("policy", World.VM, ADMIN), world.clock.instant());
            return World.VM;
        });
        world.policyService.answer = new PolicyAnswer.NotProtected();
        world.ask.askDue();
    }

    private void protect() {
        var ssh = new PolicyChanged.PortLimit(World.SSH, List.of("*"), Duration.ofHours(3));
        world.record.call(() -> {
            world.protect.on(new PolicyChanged("policy", World.VM, List.of(ssh), null, ADMIN), world.clock.instant());
            return World.VM;
        });
    }
}
