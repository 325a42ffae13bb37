package io.postern.portal.domain.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.portal.domain.Person;
import io.postern.portal.domain.Way;
import io.postern.portal.domain.machine.ConnectView.Step;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineWordsTest {
    private static final MachineOrder ID_ORDER = new MachineOrder("");
    private static final Person NOBODY = new Person("o", "t", "N", "n", Set.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ForeignAllow", "BaselinePending", "NsgNotReadable", "ManagementPortsOpen", "NoNsgOrFirewall",
                "NoNetworkInterface", "NoPrivateAddress", "Ipv6PrivateAddress", "FirewallPolicy", "VmDeleted",
                "NotAssessed"
            })
    void everyReasonSaysWhyAndWhatToDo(String reason) {
        HealthAdvice advice = Examples.sick(reason, "").advice();
        assertThat(advice.why()).endsWith(".");
        assertThat(advice.todo()).endsWith(".");
        assertThat(advice.kind()).isNotEqualTo("ok");
    }

    @Test
    void theEnforcersOwnSentenceIsPreferredBecauseItNamesTheRule() {
        HealthAdvice advice =
                Examples.sick("ForeignAllow", "Rule x does it; remove it.").advice();
        assertThat(advice.word()).isEqualTo("Bypassed");
        assertThat(advice.why()).isEqualTo("Rule x does it; remove it.");
        assertThat(advice.todo()).isEmpty();
    }

    @Test
    void aReasonThatIsNotKnownHereIsStillUnhealthy() {
        assertThat(Examples.sick("SomethingNew", "").advice().word()).isEqualTo("Unhealthy");
        assertThat(Examples.configured().advice().word()).isEqualTo("Healthy");
    }

    @Test
    void whatCannotBeProtectedSaysWhyThoughItsPortsAreShut() {
        HealthAdvice advice = Examples.unsupported().advice();
        assertThat(advice.word()).isEqualTo("Cannot be protected");
        assertThat(advice.why()).isEqualTo("Lead the route past it.");
    }

    @Test
    void onlyNamesThatAVmCanHaveAreSearchedFor() {
        assertThat(filter("web_1.x-2").isPossible()).isTrue();
        assertThat(filter("  web ").name()).isEqualTo("web");
        assertThat(filter("web 1").isPossible()).isFalse();
        assertThat(filter("%").isPossible()).isFalse();
        assertThat(filter("x".repeat(65)).isPossible()).isFalse();
    }

    @Test
    void aGroupIsMeantInItsSubscription() {
        MachineFilter filter =
                new MachineFilter(MachineList.CONFIGURED, "", "sick", "s1", "s2/contoso", ID_ORDER, "nonsense");
        assertThat(filter.wantedSubscription()).isEqualTo("s2");
        assertThat(filter.wantedGroup()).isEqualTo("contoso");
        assertThat(filter.names(new ResourceGroup("S2", "Contoso", 1))).isTrue();
        assertThat(filter.health()).isEmpty();
        assertThat(filter.after()).isEmpty();
    }

    @Test
    void addressesHoldTheirValuesWhateverTheseAre() {
        MachineFilter filter = new MachineFilter(MachineList.UNSUPPORTED, "a&b=c", "", "", "", ID_ORDER, "");
        MachinesView view = new MachinesView(filter, MachineSlice.NONE, List.of(), "", NOBODY);
        assertThat(view.address()).isEqualTo("/virtual-machines?list=unsupported&name=a%26b%3Dc");
        assertThat(view.nextAddress()).isEmpty();
    }

    @Test
    void aFindingConcernsAVmWhoseNsgItIsAbout() {
        assertThat(new MachineFinding("/x/nsg-1", "bypass", "r", "d", null).concerns(Examples.configured()))
                .isTrue();
        assertThat(new MachineFinding("", "clock", "r", "d", null).concerns(Examples.configured()))
                .isFalse();
        assertThat(new MachineFinding("", "orphan-allow", "r", "d", null).title())
                .isEqualTo("Orphan allow");
    }

    @Test
    void connectingTakesProtectionThenARequestThenPatience() {
        assertThat(view(Examples.vm("Linux")).step()).isEqualTo(Step.PROTECT);
        assertThat(view(Examples.configured()).step()).isEqualTo(Step.REQUEST);
        assertThat(view(Examples.configured(), Examples.request("closed")).step())
                .isEqualTo(Step.REQUEST);
        assertThat(view(Examples.configured(), Examples.request("pending")).step())
                .isEqualTo(Step.WAIT);
        assertThat(view(Examples.configured(), Examples.request("pending"), Examples.request("open"))
                        .step())
                .isEqualTo(Step.CONNECT);
    }

    @Test
    void linesLeadThroughTheFirewallElseToThePublicAddress() {
        MachineRequest mapped = Examples.request("open", new Way.Mapped(22, "2001:db8::9", 4022));
        List<Way> lines = view(Examples.configured(), mapped).open().getFirst().ways();
        assertThat(lines.getFirst().command()).isEqualTo("ssh -p 4022 USER@2001:db8::9");
        assertThat(lines.getFirst().place()).isEqualTo("[2001:db8::9]:4022");
        assertThat(lines.getLast().command()).isEqualTo("mstsc /v:203.0.113.50");
        assertThat(lines.getLast().firewall()).isFalse();
    }

    @Test
    void aPressOnTheHeadOfAColumnSortsByItAndThenTheOtherWayRound() {
        MachineOrder name = ID_ORDER.pressed("name");
        assertThat(name.word()).isEqualTo("name");
        assertThat(name.spoken("name")).isEqualTo("ascending");
        assertThat(name.pressed("name").word()).isEqualTo("-name");
        assertThat(name.pressed("name").spoken("name")).isEqualTo("descending");
        assertThat(name.pressed("name").pressed("name")).isEqualTo(name);
        assertThat(name.pressed("lastAccess").word()).as("the newest first").isEqualTo("-lastAccess");
        assertThat(name.spoken("health")).isEqualTo("none");
        assertThat(new MachineOrder("owner; drop table").word()).isEmpty();
    }

    private static MachineFilter filter(String name) {
        return new MachineFilter(MachineList.CONFIGURED, name, "", "", "", ID_ORDER, "");
    }

    private static ConnectView view(Machine vm, MachineRequest... requests) {
        return new ConnectView(vm, List.of(requests), "", NOBODY);
    }
}
