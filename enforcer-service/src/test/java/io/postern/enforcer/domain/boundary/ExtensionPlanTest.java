package io.postern.enforcer.domain.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.Protocol;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExtensionPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant END = NOW.plusSeconds(60);
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final Machine WEB = new Machine(World.VM, List.of(Cidr.parse("10.0.0.4")), List.of(World.SSH));

    private final GrantTerms terms = terms(END, null);
    private final GrantTerms next = terms(LATER, terms.id());
    private final Grant open = new Grant.Open(terms, NOW.minusSeconds(60), END);

    @Test
    void whileTheNewRuleIsOnItsWayTheOldOneStaysAndTheNewOneGetsAPlaceOfItsOwn() {
        for (Grant coming : List.of(new Grant.Granted(next), new Grant.Opening(next, LATER))) {
            RulePlan plan = plan(NOW, List.of(open, coming), rule(terms, END, 100));

            assertThat(plan.removals()).isEmpty();
            assertThat(additions(plan)).singleElement().satisfies(write -> {
                assertThat(write.name().text()).isEqualTo(name(next, LATER));
                assertThat(write.priority()).isEqualTo(101);
            });
        }
    }

    @Test
    void uponTheNewRuleTheOldOneGoesAndTheNewOneStays() {
        Grant followed = ((Grant.Open) open).close(CloseReason.EXTENDED);

        RulePlan plan = plan(
                NOW,
                List.of(followed, new Grant.Open(next, NOW, LATER)),
                rule(terms, END, 100),
                rule(next, LATER, 101));

        assertThat(plan.removals()).containsExactly(name(terms, END));
        assertThat(additions(plan)).isEmpty();
        assertThat(plan.refusals()).isEmpty();
    }

    @Test
    void atNoInstantIsTheLastRuleThatStandsTakenAwayBeforeTheEnd() {
        for (Instant now = NOW; now.isBefore(END); now = now.plusSeconds(1)) {
            RulePlan before = plan(now, List.of(open, new Grant.Opening(next, LATER)), rule(terms, END, 100));
            assertThat(before.removals()).isEmpty();
        }
        for (Instant now = END; now.isBefore(LATER); now = now.plusSeconds(60)) {
            RulePlan after = plan(now, List.of(new Grant.Open(next, NOW, LATER)), rule(next, LATER, 101));
            assertThat(after.removals()).isEmpty();
        }
    }

    @Test
    void whereTheOldAccessIsOverWhatIsNotThereYetIsRefusedAndNotWritten() {
        Grant over = ((Grant.Open) open).close(CloseReason.EXPIRED);
        for (Grant coming : List.of(new Grant.Granted(next), new Grant.Opening(next, LATER))) {
            for (List<Grant> grants : List.of(List.of(over, coming), List.of(coming))) {
                RulePlan plan = plan(END, grants);

                assertThat(additions(plan)).isEmpty();
                assertThat(plan.refusals())
                        .singleElement()
                        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("too-late"));
            }
        }
    }

    @Test
    void whatIsThereAlreadyWhenTheOldAccessEndsGoesOn() {
        Grant over = ((Grant.Open) open).close(CloseReason.EXPIRED);

        RulePlan plan = plan(END, List.of(over, new Grant.Opening(next, LATER)), rule(next, LATER, 101));

        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.removals()).isEmpty();
    }

    @Test
    void anExtensionThatWasNeverThereCarriesNoOther() {
        GrantTerms third = terms(LATER.plusSeconds(60), terms.id());
        RulePlan plan = plan(END, List.of(new Grant.Opening(next, LATER), new Grant.Granted(third)));

        assertThat(additions(plan)).isEmpty();
        assertThat(plan.refusals()).hasSize(2);
    }

    private static List<RuleWrite> additions(RulePlan plan) {
        return plan.writes().stream()
                .filter(write -> write.kind() == RuleWrite.Kind.ADD)
                .toList();
    }

    private static RulePlan plan(Instant now, List<Grant> grants, SecurityRule... seen) {
        List<OwnRule> own = Stream.of(seen)
                .map(rule ->
                        new OwnRule(RuleName.parse("demo", rule.name()).orElseThrow(), World.VM, rule.priority(), true))
                .toList();
        return RulePlan.between(
                new BoundaryRecord(World.NSG, List.of(WEB), grants, own),
                new ObservedNsg(World.NSG, List.of(seen), now),
                "demo",
                now);
    }

    private static SecurityRule rule(GrantTerms terms, Instant end, int priority) {
        RuleWrite write = new RuleWrite(
                RuleWrite.Kind.ADD,
                new RuleName.Opening("demo", terms.id(), end),
                World.VM,
                priority,
                GrantedRule.shape(terms, WEB, World.NSG));
        return new SecurityRule(
                write.name().text(),
                priority,
                true,
                Access.ALLOW,
                write.shape().protocol().ruleWord(),
                write.shape().sources(),
                List.of("*"),
                write.shape().destinations(),
                write.shape().ports(),
                write.description(),
                true);
    }

    private static String name(GrantTerms terms, Instant end) {
        return new RuleName.Opening("demo", terms.id(), end).text();
    }

    private static GrantTerms terms(Instant endsAt, GrantId extended) {
        return new GrantTerms(
                GrantId.next(),
                RequestId.next(),
                World.VM,
                Protocol.TCP,
                AddressFamily.IPV4,
                List.of(new Port(22)),
                List.of(Cidr.parse("203.0.113.7")),
                null,
                endsAt,
                endsAt,
                extended);
    }
}
