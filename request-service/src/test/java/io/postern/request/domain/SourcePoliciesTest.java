package io.postern.request.domain;

import static io.postern.request.domain.Draft.of;
import static io.postern.request.domain.Draft.wanted;
import static io.postern.request.domain.Requests.JUMP;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.demanding;
import static io.postern.request.domain.Requests.inventory;
import static io.postern.request.domain.Requests.known;
import static io.postern.request.domain.Requests.limit;
import static io.postern.request.domain.Requests.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePoliciesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final VmId VPN = vm("vpn-1");
    private static final VmId OPEN = vm("open-1");
    private static final VmId WIDE = vm("wide-1");
    private static final Map<VmId, KnownVm> VMS = inventory(
            known(WEB, limit(22, HOUR), limit(3389, HOUR, "198.51.100.0/24", "2001:db8:7::/48")),
            known(JUMP, limit(22, HOUR)),
            demanding(VPN, new AccessConditions(true, false, 24, 56, false, null), limit(22, HOUR)),
            demanding(OPEN, new AccessConditions(false, true, 24, 56, false, null), limit(22, HOUR)),
            demanding(WIDE, new AccessConditions(true, true, 8, 32, false, null), limit(22, HOUR)),
            known(vm("bare-1")));

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 203.0.113.7/32",
        "198.51.100.9, 198.51.100.9/32",
        "2001:db8::9, 2001:db8::9/128",
        "::ffff:127.0.0.1, 203.0.113.7/32",
        "::ffff:198.51.100.9, 198.51.100.9/32"
    })
    void withoutSourcesItIsTheCallersOwnAddress(String origin, String source) {
        assertThat(accepted(of(wanted(WEB, 22)).calledFrom(origin))).containsExactly(Cidr.parse(source));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "10.0.0.0/8", "010.1.1.1", "::ffff:1.2.3", "a.example"})
    void aCallerWhoComesFromNowhereHasToNameASource(String origin) {
        refused(of(wanted(WEB, 22)).calledFrom(origin), Reason.SOURCE_UNCLEAR);
        assertThat(accepted(of(wanted(WEB, 22)).calledFrom(origin).from("203.0.113.9")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.9.9",
                "fc00::1",
                "fdff::1",
                "::ffff:10.1.2.3"
            })
    void aPrivateAddressIsOneOnlyWhereThePolicyOfEveryVmSaysSo(String address) {
        refused(of(wanted(WEB, 22)).calledFrom(address), Reason.SOURCE_UNUSABLE);
        refused(of(wanted(VPN, 22), wanted(WEB, 22)).calledFrom(address), Reason.SOURCE_UNUSABLE);
        assertThat(accepted(of(wanted(VPN, 22)).calledFrom(address))).hasSize(1);
        if (!address.startsWith("::ffff")) {
            refused(of(wanted(WEB, 22)).from(address), Reason.SOURCE_UNUSABLE);
            refused(of(wanted(WEB, 22), wanted(VPN, 22)).from(address), Reason.SOURCE_UNUSABLE);
            assertThat(accepted(of(wanted(VPN, 22), wanted(WIDE, 22)).from(address)))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.0.0.2",
                "127.255.255.255",
                "169.254.1.1",
                "224.0.0.1",
                "239.1.1.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "febf::1",
                "ff02::1"
            })
    void aSourceThatNoPacketComesFromIsNeverOne(String address) {
        for (VmId vm : List.of(WEB, VPN, WIDE)) {
            refused(of(wanted(vm, 22)).calledFrom(address), Reason.SOURCE_UNUSABLE);
            refused(of(wanted(vm, 22)).from(address), Reason.SOURCE_UNUSABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.255.255.255", "11.0.0.0", "172.32.0.0", "100.128.0.0", "192.0.2.1", "2001:db8::1"})
    void theirNeighboursAreSources(String address) {
        assertThat(accepted(of(wanted(WEB, 22)).calledFrom(address))).hasSize(1);
    }

    @Test
    void aWideBlockMayNotHidePrivateOrImpossibleAddresses() {
        refused(of(wanted(WIDE, 22)).from("127.0.0.0/8"), Reason.SOURCE_UNUSABLE);
        Draft hidden = of(wanted(vm("sea-1"), 22)).from("172.0.0.0/8");
        Map<VmId, KnownVm> vms = inventory(
                demanding(vm("sea-1"), new AccessConditions(false, false, 8, 32, false, null), limit(22, HOUR)));
        hidden.during(HOUR).refused(vms, Reason.SOURCE_UNUSABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.112.0/23", "128.0.0.0/1", "2001:db8::/55", "2001:db8::/32"})
    void aSourceIsNoWiderThanTheNarrowestPolicySays(String block) {
        refused(of(wanted(WEB, 22)).from(block), Reason.SOURCE_TOO_WIDE);
        refused(of(wanted(WIDE, 22), wanted(WEB, 22)).from(block), Reason.SOURCE_TOO_WIDE);
        refused(of(wanted(OPEN, 22)).from(block), Reason.SOURCE_TOO_WIDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.0/24", "2001:db8::/56", "203.0.113.128/25"})
    void aSourceAsWideAsThePolicySaysIsFine(String block) {
        assertThat(accepted(of(wanted(WEB, 22)).from(block))).hasSize(1);
        assertThat(accepted(of(wanted(WIDE, 22)).from(block))).hasSize(1);
    }

    @Test
    void whereAPolicyAllowsWiderBlocksTheyAreFine() {
        assertThat(accepted(of(wanted(WIDE, 22)).from("198.0.0.0/8", "2001:db8::/32")))
                .hasSize(2);
        refused(of(wanted(WIDE, 22)).from("198.0.0.0/7"), Reason.SOURCE_TOO_WIDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "0.0.0.0/0", "::/0"})
    void everyAddressIsASourceOnlyWhereThePolicyOfEveryVmSaysSo(String everything) {
        refused(of(wanted(WEB, 22)).from(everything), Reason.SOURCE_TOO_WIDE);
        refused(of(wanted(VPN, 22)).from(everything), Reason.SOURCE_TOO_WIDE);
        refused(of(wanted(OPEN, 22), wanted(WEB, 22)).from(everything), Reason.SOURCE_TOO_WIDE);
        assertThat(accepted(of(wanted(OPEN, 22)).from(everything)))
                .containsExactlyElementsOf(SourceAddress.named(everything));
    }

    @Test
    void aStarStandsForBothFamilies() {
        assertThat(SourceAddress.named("*")).containsExactly(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));
        refused(of(wanted(OPEN, 22)).from("*", "0.0.0.0/0"), Reason.NAMED_TWICE);
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, true",
        "198.51.100.0/24, true",
        "198.51.100.128/25, true",
        "2001:db8:7:1::/64, true",
        "198.51.101.7, false",
        "203.0.113.7, false",
        "2001:db8:8::1, false"
    })
    void aSourceLiesWithinWhatThePortsPolicyAllows(String source, boolean allowed) {
        Draft draft = of(wanted(WEB, 3389)).from(source);
        if (allowed) {
            assertThat(accepted(draft)).hasSize(1);
        } else {
            refused(draft, Reason.SOURCE_NOT_ALLOWED);
        }
    }

    @Test
    void onesOwnAddressIsHeldToTheSame() {
        refused(of(wanted(WEB, 3389)).calledFrom("203.0.113.7"), Reason.SOURCE_NOT_ALLOWED);
        assertThat(accepted(of(wanted(WEB, 3389)).calledFrom("198.51.100.7"))).hasSize(1);
    }

    @Test
    void withoutAPolicyTheUsualHolds() {
        refused(of(wanted(vm("bare-1"), 22)).from("0.0.0.0/0"), Reason.SOURCE_TOO_WIDE);
        refused(of(wanted(vm("nope-1"), 22)).from("10.1.2.3"), Reason.SOURCE_UNUSABLE);
    }

    private static List<Cidr> accepted(Draft draft) {
        return draft.during(HOUR).accepted(VMS).personal().sources();
    }

    private static void refused(Draft draft, Reason reason) {
        draft.during(HOUR).refused(VMS, reason);
    }
}
