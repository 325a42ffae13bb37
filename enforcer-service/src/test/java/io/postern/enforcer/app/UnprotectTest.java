package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.approval.Limits;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.enforcer.domain.policy.PolicyAnswer;
import io.postern.enforcer.domain.policy.Question;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnprotectTest {
    private static final PersonId ADMIN = new PersonId("t", "admin");
    private static final PortAccess RDP = new PortAccess(new Port(3389), Protocol.TCP);
    private static final PolicyAnswer NO_POLICY = new PolicyAnswer.NotProtected();

    private final World world = new World();

    @Test
    void noEventAloneTakesADenyAway() {
        deleted();
        world.run();
        world.assess.scan();

        assertThat(denied()).containsExactly("22");
    }

    @Test
    void theBaselineGoesWhenRequestServiceSaysThatNoPolicyIsLeft() {
        deleted();
        answer(NO_POLICY);

        assertThat(world.azure.nsgs.get(World.NSG)).isEmpty();
        assertThat(world.rules.on(World.NSG)).isEmpty();
        assertThat(world.questions.rows).isEmpty();
        assertThat(world.record.inventory.get(World.VM).status()).isNotEqualTo(JitStatus.PROTECTED);
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void foreignRulesStayAsTheyWere() {
        world.foreign("web", 300, Access.ALLOW);
        world.foreign("no-telnet", 4000, Access.DENY);
        world.run();
        List<SecurityRule> foreign = world.azure.nsgs.get(World.NSG).stream()
                .filter(rule -> !rule.name().startsWith("postern-"))
                .toList();
        deleted();
        answer(NO_POLICY);

        assertThat(world.azure.nsgs.get(World.NSG)).containsExactlyElementsOf(foreign);
    }

    @Test
    void silenceKeepsTheDenyAndIsAskedAgainWithGrowingPauses() {
        deleted();
        world.ask.askDue();
        world.ask.askDue();
        assertThat(world.policyService.asked).hasSize(1);
        assertThat(world.questions.unanswered())
                .singleElement()
                .satisfies(open -> assertThat(open.why()).isEqualTo("nobody home"));

        for (int i = 0; i < 20; i++) {
            world.forward(Duration.ofMinutes(1));
            world.ask.askDue();
        }

        assertThat(world.policyService.asked).hasSize(21);
        assertThat(denied()).containsExactly("22");
        world.forward(Duration.ofMinutes(1));
        answer(NO_POLICY);
        assertThat(world.azure.nsgs.get(World.NSG)).isEmpty();
    }

    @Test
    void pausesDoubleUpToAMinute() {
        assertThat(Stream.of(1, 2, 3, 6, 7, 1000)
                        .map(tries -> new Question(World.VM, 1, tries).pause().toSeconds()))
                .containsExactly(1L, 2L, 4L, 32L, 60L, 60L);
    }

    @Test
    void aPolicyThatCameWhileTheQuestionWasOutIsNotUndoneByTheOldAnswer() {
        deleted();
        world.policyService.meanwhile = () -> {
            world.policyService.meanwhile = () -> {};
            world.policyService.answer = new PolicyAnswer.Protected(List.of(World.SSH), AccessConditions.DEFAULT);
            changed(World.SSH);
        };
        answer(NO_POLICY);

        assertThat(denied()).containsExactly("22");
        assertThat(world.record.of(World.VM)).containsExactly(World.SSH);
        world.ask.askDue();
        assertThat(world.policyService.asked).hasSize(2);
        assertThat(world.questions.rows).isEmpty();
        assertThat(denied()).containsExactly("22");
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgainAfterTheLease() {
        deleted();
        world.questions.takeDue(world.clock.instant(), 1, world.clock.instant().plus(AskAboutPolicies.LEASE));
        world.policyService.answer = NO_POLICY;
        world.ask.askDue();
        assertThat(world.policyService.asked).isEmpty();

        world.forward(AskAboutPolicies.LEASE);
        world.ask.askDue();
        assertThat(world.azure.nsgs.get(World.NSG)).isEmpty();
    }

    @Test
    void aVmCanBeProtectedAgain() {
        deleted();
        answer(NO_POLICY);
        changed(World.SSH);

        assertThat(denied()).containsExactly("22");
        world.run();
        assertThat(world.azure.calls.getLast()).startsWith("PUT");
        assertThat(world.rules.on(World.NSG))
                .singleElement()
                .satisfies(rule -> assertThat(rule.unwanted()).isFalse());
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void aVmProtectedAgainBeforeItsDenyWasGoneKeepsIt() {
        deleted();
        world.azure.faults.addAll(List.of(FakeAzure.Fault.THROTTLED, FakeAzure.Fault.THROTTLED));
        answer(NO_POLICY);
        assertThat(denied()).containsExactly("22");

        changed(World.SSH);
        world.run();

        assertThat(denied()).containsExactly("22");
    }

    @Test
    void aRemovalThatFailsIsTriedAgain() {
        deleted();
        world.azure.faults.addAll(Collections.nCopies(8, FakeAzure.Fault.FORBIDDEN));
        answer(NO_POLICY);
        assertThat(denied()).containsExactly("22");
        assertThat(world.drift.among(List.of(world.azure.observed(World.NSG)), world.clock.instant()))
                .containsExactly(World.NSG);

        world.azure.faults.clear();
        world.run();

        assertThat(world.azure.nsgs.get(World.NSG)).isEmpty();
    }

    @Test
    void portsThatAPolicyDropsStayShutUntilRequestServiceConfirmsIt() {
        changed(World.SSH, RDP);
        assertThat(denied()).containsExactly("22", "3389");
        changed(World.SSH);
        assertThat(denied()).containsExactly("22", "3389");

        answer(new PolicyAnswer.Protected(List.of(World.SSH), AccessConditions.DEFAULT));

        assertThat(denied()).containsExactly("22");
        assertThat(world.told(DriftFound.class)).isEmpty();
        assertThat(world.questions.rows).isEmpty();
    }

    @Test
    void wideningNeedsNoQuestion() {
        changed(RDP, World.SSH);

        assertThat(denied()).containsExactly("22", "3389");
        assertThat(world.questions.rows).isEmpty();
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void widthsAreTakenFromTheEventAndThenFromTheAnswer() {
        AccessConditions wide = new AccessConditions(false, true, 16, 48, false, null);
        PortLimit ssh = new PortLimit(World.SSH, List.of("*"), Duration.ofHours(3));
        world.record.call(() -> {
            world.protect.on(new PolicyChanged("policy", World.VM, List.of(ssh), wide, ADMIN), world.clock.instant());
            return wide;
        });
        assertThat(world.record.limits(World.VM)).isEqualTo(Limits.of(wide));

        deleted();
        answer(new PolicyAnswer.Protected(List.of(World.SSH), AccessConditions.DEFAULT));
        assertThat(world.record.limits(World.VM)).isEqualTo(Limits.DEFAULT);
        assertThat(denied()).containsExactly("22");
    }

    @Test
    void anEventThatDropsAPortAndAddsAnotherAddsAtOnce() {
        changed(RDP);
        assertThat(denied()).containsExactly("22", "3389");
        answer(new PolicyAnswer.Protected(List.of(RDP), AccessConditions.DEFAULT));
        assertThat(denied()).containsExactly("3389");
    }

    @Test
    void aDeletionOfWhatIsNotProtectedHereAsksNothing() {
        deleted();
        answer(NO_POLICY);
        deleted();

        assertThat(world.questions.rows).isEmpty();
    }

    @Test
    void aDenyWithoutARecordIsKeptEvenIfNoPolicyIsLeft() {
        deleted();
        world.rules.rows.clear();
        answer(NO_POLICY);
        world.run();

        assertThat(denied()).containsExactly("22");
        assertThat(world.record.findings.get(World.NSG))
                .anyMatch(finding -> finding.kind().word().equals("unrecorded-deny"));
    }

    @Test
    void aBaselineThatWasPlannedBeforeTheVmWasLetGoIsNotWrittenAfterwards() {
        deleted();
        world.azure.drop(World.NSG, denyName());
        var plan = world.settling.plan(world.azure.observed(World.NSG), world.clock.instant());
        assertThat(plan.writes()).extracting(RuleWrite::kind).containsExactly(RuleWrite.Kind.BASELINE);
        answer(NO_POLICY);

        var seen = world.azure.observed(World.NSG);
        world.writing.carryOut(seen, plan, world.writing.remove(seen, List.of(), () -> false), () -> false);

        assertThat(world.azure.nsgs.get(World.NSG)).isEmpty();
    }

    private void deleted() {
        world.record.call(() -> {
            world.protect.on(new PolicyDeleted("policy", World.VM, ADMIN), world.clock.instant());
            return World.VM;
        });
    }

    private void changed(PortAccess... ports) {
        List<PortLimit> limits = Stream.of(ports)
                .map(port -> new PortLimit(port, List.of("*"), Duration.ofHours(3)))
                .toList();
        world.record.call(() -> {
            world.protect.on(new PolicyChanged("policy", World.VM, limits, null, ADMIN), world.clock.instant());
            return World.VM;
        });
    }

    private void answer(PolicyAnswer answer) {
        world.policyService.answer = answer;
        world.ask.askDue();
    }

    private List<String> denied() {
        return world.azure.nsgs.get(World.NSG).stream()
                .filter(rule -> rule.name().equals(denyName()))
                .flatMap(rule -> rule.ports().stream())
                .toList();
    }

    private static String denyName() {
        return RuleName.Baseline.of("demo", World.VM).text();
    }
}
