package io.postern.enforcer.domain.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrioritiesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final List<String> ANY = List.of("*");
    private static final Machine WEB = new Machine(World.VM, List.of(Cidr.parse("10.0.0.4")), List.of(World.SSH));

    @Test
    void aBaselineStandsLastWhereNothingForeignOpensThePort() {
        assertThat(baseline(foreign("web", 200, Access.ALLOW, "443"))).isEqualTo(4096);
    }

    @Test
    void aBaselineStandsRightBeforeTheFirstForeignAllowThatWouldOpenThePort() {
        assertThat(baseline(foreign("late", 900, Access.ALLOW, "22"), foreign("first", 300, Access.ALLOW, "20-30")))
                .isEqualTo(299);
    }

    @Test
    void aPlaceThatIsTakenIsPassedOver() {
        assertThat(baseline(foreign("allow", 300, Access.ALLOW, "*"), foreign("other", 299, Access.ALLOW, "443")))
                .isEqualTo(298);
    }

    @Test
    void theLastPlaceMayBeTakenToo() {
        assertThat(baseline(foreign("customer-deny", 4096, Access.DENY, "*"))).isEqualTo(4095);
    }

    @Test
    void whereNoPlaceIsLeftBeforeAForeignAllowTheVmIsBypassedAndNothingIsWritten() {
        RulePlan plan = plan(List.of(), foreign("allow-all", 100, Access.ALLOW, "*"));

        assertThat(plan.writes()).isEmpty();
        assertThat(plan.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.BYPASS));
    }

    @Test
    void aRuleWithoutPortsBypassesNothing() {
        SecurityRule ping = new SecurityRule("ping", 100, true, Access.ALLOW, "Icmp", ANY, ANY, ANY, ANY, "", true);
        assertThat(baseline(ping)).isEqualTo(4096);
    }

    @Test
    void anAllowThatAForeignDenyShadowsIsABypassOnlyWhereNoPlaceIsBeforeIt() {
        SecurityRule shadow = foreign("deny-all", 100, Access.DENY, "*");
        assertThat(baseline(shadow, foreign("allow", 300, Access.ALLOW, "22"))).isEqualTo(299);
        assertThat(baseline(shadow, foreign("allow", 101, Access.ALLOW, "22"))).isEqualTo(4096);
    }

    @Test
    void aBaselineMovesToWhereItLeavesMorePlacesForOpeningsIfItLeavesFew() {
        assertThat(moved(110, foreign("allow", 300, Access.ALLOW, "22"))).containsExactly(299);
        assertThat(moved(120, foreign("allow", 300, Access.ALLOW, "22"))).isEmpty();
        assertThat(moved(110, foreign("allow", 111, Access.ALLOW, "22"))).isEmpty();
    }

    @Test
    void anOpeningStaysInTheBandOfTheInstallation() {
        Installation narrow = new Installation("demo", new Band(500, 501));
        RulePlan plan = RulePlan.between(
                new BoundaryRecord(World.NSG, List.of(WEB), List.of(granted(), granted(), granted()), List.of()),
                new ObservedNsg(World.NSG, List.of(), NOW),
                narrow,
                NOW);
        assertThat(plan.writes())
                .filteredOn(write -> write.kind() == RuleWrite.Kind.ADD)
                .extracting(RuleWrite::priority)
                .containsExactly(500, 501);
        assertThat(plan.refusals()).hasSize(1);
    }

    @Test
    void whereOneAddressHasNoPlaceTheFirstDenySpeaksAlsoOfThoseWhoseOwnIsOnlyPlanned() {
        Machine three = new Machine(
                World.VM,
                Stream.of("10.0.0.4", "10.0.0.5", "10.0.0.6").map(Cidr::parse).toList(),
                List.of(World.SSH));
        SecurityRule onlyFive = new SecurityRule(
                "only-five", 100, true, Access.ALLOW, "*", ANY, ANY, List.of("10.0.0.5"), List.of("22"), "", true);
        RulePlan plan = RulePlan.between(
                new BoundaryRecord(World.NSG, List.of(three), List.of(), List.of()),
                new ObservedNsg(World.NSG, List.of(onlyFive), NOW),
                "demo",
                NOW);
        assertThat(plan.writes())
                .extracting(write -> write.shape().destinations())
                .containsExactlyInAnyOrder(List.of("10.0.0.4", "10.0.0.5", "10.0.0.6"), List.of("10.0.0.6"));
        assertThat(plan.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.BYPASS);
    }

    @ParameterizedTest
    @CsvSource({"99, 200", "100, 4097", "300, 299"})
    void aBandOutsideOfAzuresPrioritiesIsRejected(int first, int last) {
        assertThatThrownBy(() -> new Band(first, last)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Where a baseline that stands there is moved to. */
    private static List<Integer> moved(int from, SecurityRule... foreign) {
        Deny deny = WEB.denies("demo").getFirst();
        RuleWrite standing = new RuleWrite(RuleWrite.Kind.BASELINE, deny.name(), World.VM, from, deny.shape());
        SecurityRule baseline = new SecurityRule(
                deny.name().text(),
                from,
                true,
                Access.DENY,
                deny.shape().protocol().ruleWord(),
                ANY,
                ANY,
                deny.shape().destinations(),
                deny.shape().ports(),
                standing.description(),
                true);
        return RulePlan.between(
                        new BoundaryRecord(
                                World.NSG,
                                List.of(WEB),
                                List.of(),
                                List.of(new OwnRule(deny.name(), World.VM, from, true))),
                        new ObservedNsg(
                                World.NSG,
                                Stream.concat(Stream.of(foreign), Stream.of(baseline))
                                        .toList(),
                                NOW),
                        "demo",
                        NOW)
                .writes()
                .stream()
                .map(RuleWrite::priority)
                .toList();
    }

    @Test
    void anOpeningTakesTheLowestFreePlaceOfTheBand() {
        assertThat(opening(foreign("a", 100, Access.ALLOW, "443"), foreign("b", 101, Access.ALLOW, "443")))
                .isEqualTo(102);
    }

    @Test
    void anOpeningRanksBeforeTheForeignDenyThatWouldBlockIt() {
        assertThat(opening(foreign("deny", 150, Access.DENY, "22"))).isEqualTo(100);
        RulePlan none = plan(List.of(granted()), foreign("deny", 100, Access.DENY, "22"));
        assertThat(none.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("no-slot"));
    }

    @Test
    void aForeignDenyOfOtherPortsDoesNotMatter() {
        assertThat(opening(foreign("deny", 100, Access.DENY, "8080"))).isEqualTo(101);
    }

    @Test
    void aFullBandIsARefusal() {
        SecurityRule[] full = IntStream.rangeClosed(100, 999)
                .mapToObj(slot -> foreign("f" + slot, slot, Access.ALLOW, "443"))
                .toArray(SecurityRule[]::new);
        assertThat(plan(List.of(granted()), full).refusals())
                .extracting(RulePlan.Refusal::reason)
                .containsExactly("no-slot");
    }

    @Test
    void twoGrantsPlannedAtOnceGetTwoPlaces() {
        assertThat(plan(List.of(granted(), granted())).writes())
                .filteredOn(write -> write.kind() == RuleWrite.Kind.ADD)
                .extracting(RuleWrite::priority)
                .containsExactly(100, 101);
    }

    @Test
    void outboundRulesTakeNoInboundPlace() {
        SecurityRule outbound = new SecurityRule(
                "out", 100, false, Access.DENY, "*", List.of("*"), List.of("*"), List.of("*"), List.of("*"), "", true);
        assertThat(opening(outbound)).isEqualTo(100);
    }

    @Test
    void removalsComeBeforeBaselinesAndThoseBeforeOpenings() {
        String orphan = new RuleName.Opening("demo", GrantId.next(), NOW.plusSeconds(60)).text();
        RulePlan plan = plan(List.of(granted()), foreign(orphan, 100, Access.ALLOW, "22"));

        assertThat(plan.removals()).containsExactly(orphan);
        assertThat(plan.writes())
                .extracting(RuleWrite::kind)
                .containsExactly(RuleWrite.Kind.BASELINE, RuleWrite.Kind.ADD);
    }

    private static int baseline(SecurityRule... foreign) {
        return plan(List.of(), foreign).writes().getFirst().priority();
    }

    private static int opening(SecurityRule... foreign) {
        return plan(List.of(granted()), foreign).writes().stream()
                .filter(write -> write.kind() == RuleWrite.Kind.ADD)
                .findFirst()
                .orElseThrow()
                .priority();
    }

    private static RulePlan plan(List<Grant> grants, SecurityRule... seen) {
        return RulePlan.between(
                new BoundaryRecord(World.NSG, List.of(WEB), grants, List.of()),
                new ObservedNsg(World.NSG, Stream.of(seen).toList(), NOW),
                "demo",
                NOW);
    }

    private static Grant granted() {
        return new Grant.Granted(new GrantTerms(
                GrantId.next(),
                RequestId.next(),
                World.VM,
                Protocol.TCP,
                AddressFamily.IPV4,
                List.of(new Port(22)),
                List.of(Cidr.parse("203.0.113.7")),
                Duration.ofHours(1),
                null,
                NOW.plusSeconds(7200)));
    }

    private static SecurityRule foreign(String name, int priority, Access access, String ports) {
        return new SecurityRule(
                name, priority, true, access, "*", List.of("*"), List.of("*"), List.of("*"), List.of(ports), "", true);
    }
}
