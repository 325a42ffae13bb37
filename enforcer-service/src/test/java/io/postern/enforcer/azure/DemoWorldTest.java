package io.postern.enforcer.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.app.Landscape;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.inventory.Assessment;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.inventory.Unread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoWorldTest {
    private static EmulatedAzure azure;

    @BeforeAll
    static void start() throws Exception {
        azure = EmulatedAzure.start(how -> how.withPageSize(2));
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @AfterEach
    void recover() throws Exception {
        azure.recover();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "web-1,  NOT_CONFIGURED, -,               NSG,  -,                22",
                "db-1,   NOT_CONFIGURED, -,               NSG,  -,                none",
                "jump-1, NOT_CONFIGURED, -,               NSG,  -,                none",
                "fw-1,   NOT_CONFIGURED, -,               NSG,  contoso-fw,       none",
                "fwp-1,  UNSUPPORTED,    FirewallPolicy,  NSG,  contoso-policy-fw, none",
                "bare-1, UNSUPPORTED,    NoNsgOrFirewall, NONE, -,                none",
                "open-1, NOT_CONFIGURED, -,               NSG,  -,                22 3389 5985 5986"
            })
    void eachVmOfTheDemoWorldIsJudged(
            String name, JitStatus status, String reason, Guard guard, String firewall, String open) {
        VmAssessed vm = assessed(List.of()).get(name);
        assertThat(vm.status()).isEqualTo(status);
        assertThat(vm.reason()).isEqualTo(reason);
        assertThat(vm.detail() == null).isEqualTo(reason == null);
        assertThat(vm.posture().guard()).isEqualTo(guard);
        assertThat(vm.posture().firewall())
                .isEqualTo(
                        firewall == null
                                ? null
                                : EmulatedAzure.CONTOSO + "Microsoft.Network/azureFirewalls/" + firewall);
        assertThat(vm.posture().openManagementPorts())
                .isEqualTo(
                        open.equals("none")
                                ? List.of()
                                : Stream.of(open.split(" "))
                                        .map(Integer::valueOf)
                                        .toList());
    }

    @Test
    void aForeignRuleThatBypassesIsNamedWithItsNsgAndPriority() {
        VmAssessed open = assessed(List.of(World.SSH)).get("open-1");
        assertThat(open.status()).isEqualTo(JitStatus.BYPASSED);
        assertThat(open.reason()).isEqualTo("ForeignAllow");
        assertThat(open.detail()).contains("allow-all", "open-1-nsg", "priority 100");
    }

    @Test
    void whatIsProtectedAndHasNoBaselineYetIsPending() {
        Map<String, VmAssessed> vms = assessed(List.of(World.SSH));
        assertThat(vms.get("db-1").reason()).isEqualTo("BaselinePending");
        assertThat(vms.get("db-1").detail()).contains("data-nsg");
        assertThat(vms.get("fw-1").reason()).isEqualTo("BaselinePending");
        assertThat(vms.get("fw-1").status()).isEqualTo(JitStatus.NOT_CONFIGURED);
    }

    @Test
    void anInterfaceIsShownWithAllThatStandsBeforeIt() {
        Map<String, VmAssessed> vms = assessed(List.of());
        NetworkInterface web = vms.get("web-1").interfaces().getFirst();
        assertThat(web.privateAddresses()).containsExactly("10.0.1.4");
        assertThat(web.publicAddresses()).containsExactly("192.0.2.11");
        assertThat(web.nsg().name()).isEqualTo("web-1-nsg");
        assertThat(web.subnetNsg()).isNull();
        assertThat(web.subnet()).endsWith("/subnets/web");
        assertThat(web.applicationSecurityGroups()).singleElement().asString().endsWith("/web-asg");
        NetworkInterface jump = vms.get("jump-1").interfaces().getFirst();
        assertThat(jump.nsgs()).extracting(nsg -> nsg.name()).containsExactly("jump-1-nsg", "jump-subnet-nsg");
        assertThat(vms.get("jump-1").os()).isEqualTo("Windows");
    }

    @Test
    void aScaleSetIsShownWithItsTerminationNotice() {
        assertThat(azure.landscape.survey().scaleSets())
                .containsExactly(new ScaleSetAssessed(
                        EmulatedAzure.CONTOSO + "Microsoft.Compute/virtualMachineScaleSets/app-ss",
                        "westeurope",
                        Duration.ofMinutes(5),
                        false));
        assertThat(azure.landscape.isDeleted(
                        EmulatedAzure.CONTOSO + "Microsoft.Compute/virtualMachineScaleSets/app-ss"))
                .isFalse();
        assertThat(azure.landscape.isDeleted(EmulatedAzure.CONTOSO + "Microsoft.Compute/virtualMachineScaleSets/gone"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "publicIPAddresses",
                "virtualNetworks",
                "routeTables",
                "azureFirewalls",
                "virtualMachineScaleSets"
            })
    void aListThatIsRefusedDoesNotStopTheScan(String type) throws Exception {
        int machines = azure.landscape.survey().machines().size();
        azure.refuse(type, 403);
        Landscape.Survey survey = azure.landscape.survey();
        assertThat(survey.machines()).hasSize(machines);
        assertThat(survey.boundaries()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"networkSecurityGroups", "virtualMachines", "networkInterfaces"})
    void withoutTheListsThatClosingDependsOnNothingIsConcluded(String type) throws Exception {
        azure.refuse(type, 403);
        assertThatThrownBy(azure.landscape::survey).isInstanceOf(Landscape.Unavailable.class);
    }

    @Test
    void withoutTheVirtualNetworksNoVmIsClaimedToBeProtectedOrUnsupported() throws Exception {
        Map<String, VmAssessed> before = assessed(List.of());
        azure.refuse("virtualNetworks", 403);
        assertThat(assessed(List.of()).values()).allSatisfy(vm -> {
            assertThat(vm.reason()).isEqualTo("NsgNotReadable");
            assertThat(vm.detail()).contains("virtualNetworks/read");
            assertThat(vm.status()).isEqualTo(JitStatus.NOT_CONFIGURED);
        });
        Snapshot jump = machine("jump-1").completedBy(before.get("jump-1"));
        assertThat(jump.boundaries()).extracting(nsg -> nsg.name()).contains("jump-1-nsg", "jump-subnet-nsg");
        assertThat(jump.isEnclosed()).isFalse();
        Snapshot fw = machine("fw-1").completedBy(before.get("fw-1"));
        assertThat(fw.firewall().name()).isEqualTo("contoso-fw");
    }

    @Test
    void whatDoesNotComeForTheMomentIsTakenAsItWas() throws Exception {
        Map<String, VmAssessed> before = assessed(List.of());
        for (String type : List.of("virtualNetworks", "publicIPAddresses", "azureFirewalls", "routeTables")) {
            azure.refuse(type, 503);
            assertThat(assessed(List.of())).isEqualTo(before);
        }
    }

    @Test
    void whatIsNotGivenToUsIsRememberedFromTheLastAnnouncement() throws Exception {
        Map<String, VmAssessed> before = assessed(List.of());
        azure.refuse("publicIPAddresses", 403);
        Snapshot web = machine("web-1");
        assertThat(web.unread()).containsExactly(Unread.PUBLIC_ADDRESSES);
        assertThat(web.completedBy(before.get("web-1")).interfaces())
                .isEqualTo(before.get("web-1").interfaces());
        azure.refuse("azureFirewalls", 403);
        assertThat(machine("fwp-1").completedBy(before.get("fwp-1")).unsupported())
                .hasValueSatisfying(obstacle -> assertThat(obstacle.reason()).isEqualTo("FirewallPolicy"));
    }

    @Test
    void aFirewallInAPeeredNetworkIsOnTheRouteToo() throws Exception {
        String hub = EmulatedAzure.CONTOSO + "Microsoft.Network/virtualNetworks/contoso-vnet";
        String spoke = EmulatedAzure.CONTOSO + "Microsoft.Network/virtualNetworks/spoke-vnet";
        ObjectNode network = azure.resource(hub).deepCopy();
        network.put("id", spoke).put("name", "spoke-vnet");
        ObjectNode properties = (ObjectNode) network.path("properties");
        ArrayNode subnets = properties.putArray("subnets");
        ObjectNode subnet = subnets.addObject().put("name", "far");
        subnet.putObject("properties")
                .put("addressPrefix", "10.9.0.0/24")
                .putObject("routeTable")
                .put("id", EmulatedAzure.CONTOSO + "Microsoft.Network/routeTables/spoke-routes");
        properties.putObject("addressSpace").putArray("addressPrefixes").add("10.9.0.0/16");
        ObjectNode peering =
                properties.putArray("virtualNetworkPeerings").addObject().put("name", "to-hub");
        peering.putObject("properties").putObject("remoteVirtualNetwork").put("id", hub);
        azure.put(spoke, network);
        String nicId = EmulatedAzure.CONTOSO + "Microsoft.Network/networkInterfaces/db-1-nic";
        ObjectNode nic = azure.resource(nicId).deepCopy();
        ObjectNode moved = nic.deepCopy();
        ((ObjectNode) moved.path("properties").path("ipConfigurations").path(0).path("properties"))
                .put("privateIPAddress", "10.9.0.4")
                .putObject("subnet")
                .put("id", spoke + "/subnets/far");
        azure.put(nicId, moved);
        try {
            Snapshot db = machine("db-1");
            assertThat(db.firewall().name()).isEqualTo("contoso-fw");
            assertThat(db.unsupported()).isEmpty();
            assertThat(db.boundaries()).containsExactly(db.firewall().boundary());
            assertThat(db.firewall().subnets()).containsExactly("10.0.6.0/24");
            assertThat(db.firewall().address()).isEqualTo("192.0.2.20");
            assertThat(assessed(List.of()).get("db-1").posture().guard()).isEqualTo(Guard.FIREWALL);
            VmAssessed asked = assessed(List.of(World.SSH)).get("db-1");
            assertThat(asked.status()).isEqualTo(JitStatus.NOT_CONFIGURED);
            assertThat(asked.reason()).isEqualTo("BaselinePending");
            assertThat(asked.detail()).contains("attach an NSG");
        } finally {
            azure.put(nicId, nic);
            azure.delete(spoke);
        }
    }

    @Test
    void onlyListedTagsAreToldOfInTheSpellingOfTheListAndNoCallIsMadeForThem() throws Exception {
        String id = EmulatedAzure.CONTOSO + "Microsoft.Compute/virtualMachines/web-1";
        ObjectNode web = azure.resource(id).deepCopy();
        ObjectNode tagged = web.deepCopy();
        tagged.putObject("tags").put("Env", "prod").put("cost-centre", "4711");
        azure.forgetCounts();
        assertThat(assessed(List.of()).get("web-1").tags()).isEmpty();
        int reads = azure.reads("Microsoft.Compute");
        azure.put(id, tagged);
        try {
            azure.forgetCounts();
            assertThat(assessed(List.of()).get("web-1").tags()).isEqualTo(Map.of("env", "prod"));
            assertThat(azure.reads("Microsoft.Compute")).isEqualTo(reads);
        } finally {
            azure.put(id, web);
        }
    }

    private static Snapshot machine(String name) {
        return azure.landscape.survey().machines().stream()
                .filter(vm -> vm.vm().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, VmAssessed> assessed(List<PortAccess> ports) {
        Assessment assessment = new Assessment("demo");
        Landscape.Survey survey = azure.landscape.survey();
        var seen = assessment.among(survey.boundaries(), survey.firewalls());
        return survey.machines().stream()
                .map(vm -> assessment.of(vm, ports, seen))
                .collect(Collectors.toMap(vm -> vm.vm().name(), Function.identity()));
    }
}
