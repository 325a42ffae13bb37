package io.postern.emulator.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.packet.Reachability.Question;
import io.postern.emulator.packet.Reachability.Verdict;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Seed;
import io.postern.emulator.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityTest {
    private static final String CONTOSO =
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso/providers/Microsoft.Network/";

    private World world;
    private Reachability reachability;

    @BeforeEach
    void contoso() throws IOException {
        world = new World(Seed.contoso(), 0);
        reachability = new Reachability(world);
    }

    private Verdict judge(String from, String vm, int port) {
        return reachability
                .judge(new Question(InetAddress.ofLiteral(from), 50000, vm, port, "Tcp"))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "web-1,  203.0.113.7, 22,   false, DenyAllInBound",
        "web-1,  203.0.113.7, 443,  true,  allow-https",
        "web-1,  10.20.0.1,   22,   true,  allow-ssh-corp",
        "web-1,  10.20.0.1,   23,   false, deny-legacy-admin",
        "db-1,   203.0.113.7, 22,   false, DenyAllInBound",
        "db-1,   10.0.1.4,    5432, true,  allow-postgres",
        "jump-1, 203.0.113.7, 22,   false, DenyAllInBound",
        "jump-1, 10.0.1.4,    22,   true,  AllowVnetInBound",
        "open-1, 203.0.113.7, 3389, true,  allow-all",
        "bare-1, 203.0.113.7, 22,   true,  no network security group",
        "WEB-1,  203.0.113.7, 443,  true,  allow-https",
    })
    void theDemoWorldIsAsOpenAsItsRulesSay(String vm, String from, int port, boolean allowed, String by) {
        Verdict verdict = judge(from, vm, port);

        assertThat(verdict.allowed()).isEqualTo(allowed);
        assertThat(verdict.by()).isEqualTo(by);
    }

    @Test
    void bothGroupsMustLetAPacketThrough() {
        assertThat(judge("203.0.113.7", "jump-1", 22).path())
                .extracting(SecurityGroup.Answer::group, SecurityGroup.Answer::allowed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("jump-subnet-nsg", true),
                        org.assertj.core.groups.Tuple.tuple("jump-1-nsg", false));
        assertThat(judge("203.0.113.7", "jump-1", 1194).nsg()).contains("jump-subnet-nsg");
    }

    @Test
    void aVmWithoutAnAddressOfTheFamilyIsNotReached() {
        assertThat(judge("2001:db8::1", "web-1", 443).allowed()).isFalse();
    }

    @Test
    void theMembersOfAGroupAreFoundByTheirInterfaces() {
        ObjectNode rule = world.find(CONTOSO + "networkSecurityGroups/web-1-nsg")
                .orElseThrow()
                .children()
                .addObject()
                .put("name", "groups");
        rule.putObject("properties")
                .put("priority", 101)
                .put("direction", "Inbound")
                .put("access", "Allow")
                .put("protocol", "Tcp")
                .put("sourcePortRange", "*")
                .put("destinationPortRange", "22")
                .put("sourceAddressPrefix", "203.0.113.7")
                .putArray("destinationApplicationSecurityGroups")
                .addObject()
                .put("id", CONTOSO + "applicationSecurityGroups/WEB-ASG");

        assertThat(judge("203.0.113.7", "web-1", 22).by()).isEqualTo("groups");
        assertThat(judge("203.0.113.8", "web-1", 22).by()).isEqualTo("DenyAllInBound");
    }

    @Test
    void aSecondInterfaceIsAskedForByItsAddressAndHasAWayOfItsOwn() {
        String bare = CONTOSO + "networkInterfaces/bare-1-nic";
        InetAddress second = AddressPrefix.address(world.find(bare)
                        .orElseThrow()
                        .properties()
                        .at("/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .orElseThrow();
        world.all(ResourceType.VIRTUAL_MACHINES).stream()
                .filter(vm -> vm.name().equals("web-1"))
                .forEach(vm -> ((ArrayNode) vm.properties().at("/networkProfile/networkInterfaces"))
                        .addObject()
                        .put("id", bare));

        assertThat(judge("203.0.113.7", "web-1", 22).allowed()).isFalse();
        assertThat(to("web-1", second).by()).isEqualTo("no network security group");
        assertThat(to("web-1", InetAddress.ofLiteral("10.9.9.9")).by()).isEqualTo("no such address");
    }

    private Verdict to(String vm, InetAddress address) {
        return reachability
                .judge(new Question(InetAddress.ofLiteral("203.0.113.7"), 50000, vm, Optional.of(address), 22, "Tcp"))
                .orElseThrow();
    }

    @Test
    void nobodyAnswersForAVmThatDoesNotExist() {
        assertThat(reachability.judge(new Question(InetAddress.getLoopbackAddress(), 1, "no-such-vm", 22, "Tcp")))
                .isEmpty();
    }
}
