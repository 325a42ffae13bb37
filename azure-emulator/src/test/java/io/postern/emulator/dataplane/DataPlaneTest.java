package io.postern.emulator.dataplane;

import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.Azure;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.http.Json;
import io.postern.emulator.packet.FirewallHttpTest;
import io.postern.emulator.world.Seed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPlaneTest {
    @TempDir
    Path directory;

    private Azure azure;
    private String network;

    /** The demo world in another loopback network, so that a running stack is not in the way. */
    @BeforeEach
    void elsewhere() throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        network = "127." + random.nextInt(10, 250) + "." + random.nextInt(1, 250) + ".";
        String seed = new String(Json.bytes(Seed.contoso().json()), StandardCharsets.UTF_8);
        Path file = Files.writeString(directory.resolve("seed.json"), seed.replace("127.0.1.", network));
        azure = Azure.started(EmulatorSettings.forTests().withSeed(file).withDataPlane(true));
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Socket connected(String from, int host, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.setSoTimeout(2000);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral(network + host), port), 2000);
        return socket;
    }

    private String probe(String from, int vm, int port) throws IOException {
        try (Socket socket = connected(from, vm, 20_000 + port)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aProbeReachesAVmFromTheGrantedAddressAlone() throws IOException {
        assertThat(probe("127.0.0.1", 1, 22)).isEmpty();

        azure.put(WEB + "/securityRules/ssh", rule(200));

        assertThat(probe("127.0.0.1", 1, 22)).isEqualTo("SSH-2.0-web-1\r\n");
        assertThat(probe("127.0.0.2", 1, 22)).isEmpty();
        assertThat(probe("127.0.0.3", 1, 22)).isEmpty();
        assertThat(probe("127.0.0.1", 1, 3389)).isEmpty();

        azure.delete(WEB + "/securityRules/ssh");

        assertThat(probe("127.0.0.1", 1, 22)).isEmpty();
    }

    @Test
    void anOpenVmAnswersOnAllItsPorts() throws IOException {
        assertThat(probe("127.0.0.2", 7, 22)).startsWith("SSH-2.0-open-1");
        assertThat(probe("127.0.0.2", 7, 3389)).isNotEmpty();
        assertThat(probe("127.0.0.2", 7, 5985)).isNotEmpty();
        assertThat(probe("127.0.0.2", 7, 5986)).isNotEmpty();
    }

    @Test
    void aDeletedVmAnswersNobody() throws IOException {
        azure.delete(Azure.VMS + "/open-1");

        assertThat(probe("127.0.0.1", 7, 22)).isEmpty();
    }

    private Socket session(int host, int port, String banner) throws IOException {
        Socket socket = connected("127.0.0.1", host, port);
        socket.getOutputStream().write("SESSION\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(banner.length()), StandardCharsets.US_ASCII))
                .isEqualTo(banner);
        assertThat(alive(socket)).isTrue();
        return socket;
    }

    private static boolean alive(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() == 'x';
        } catch (IOException cut) {
            return false;
        }
    }

    @Test
    void aSessionOutlivesItsRuleUnlessConnectionsAreFlushed() throws IOException {
        azure.put(WEB + "/securityRules/ssh", rule(200));
        ObjectNode without = (ObjectNode) azure.get(WEB).body();
        azure.put(WEB + "/securityRules/other", Azure.ruleWith("priority", "300"));
        try (Socket session = session(1, 20_022, "SSH-2.0-web-1\r\n")) {
            azure.delete(WEB + "/securityRules/other");
            azure.delete(WEB + "/securityRules/ssh");

            assertThat(probe("127.0.0.1", 1, 22)).isEmpty();
            assertThat(alive(session)).isTrue();

            azure.put(WEB + "/securityRules/ssh", rule(200));
            without.withObjectProperty("properties").put("flushConnection", true);
            azure.put(WEB, without);
            assertThat(alive(session)).isTrue();

            without.withObjectProperty("properties").putArray("securityRules");
            azure.put(WEB, without);

            assertThat(alive(session)).isFalse();
        }
    }

    @Test
    void aVmBehindAFirewallIsReachedThroughItsDnatRuleAsIfFromTheFirewallsSubnet() throws IOException {
        String rule = Azure.NSGS + "/fw-1-nsg/securityRules/ssh";
        ObjectNode fromFirewall = Azure.ruleWith("sourceAddressPrefix", "\"10.0.6.0/24\"");
        fromFirewall.withObjectProperty("properties").put("destinationAddressPrefix", "10.0.5.4");
        azure.put(rule, fromFirewall);
        assertThat(probe("127.0.0.1", 4, 22)).isEmpty();

        String firewall = Azure.GROUP + "/providers/Microsoft.Network/azureFirewalls/contoso-fw";
        azure.put(
                firewall,
                FirewallHttpTest.withDnat((ObjectNode) azure.get(firewall).body(), "203.0.113.7"));

        assertThat(probe("127.0.0.1", 4, 22)).isEqualTo("SSH-2.0-fw-1\r\n");
        assertThat(probe("127.0.0.2", 4, 22)).isEmpty();
    }

    /** What the firewall's public address answers; nobody listens where no DNAT rule leads on. */
    private String probeFirewall(String from, int port) throws IOException {
        try (Socket socket = connected(from, 20, port)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (ConnectException nobodyListens) {
            return "refused";
        }
    }

    @Test
    void theFirewallsPublicAddressListensOnThePortsOfItsDnatRules() throws IOException {
        String nsg = Azure.NSGS + "/fw-1-nsg";
        String firewall = Azure.GROUP + "/providers/Microsoft.Network/azureFirewalls/contoso-fw";
        ObjectNode seeded = (ObjectNode) azure.get(firewall).body();
        assertThat(probeFirewall("127.0.0.1", 50022)).isEqualTo("refused");
        azure.put(firewall, FirewallHttpTest.withDnat(seeded, "203.0.113.7"));
        ObjectNode fromFirewall = Azure.ruleWith("sourceAddressPrefix", "\"10.0.6.0/24\"");
        fromFirewall.withObjectProperty("properties").put("destinationAddressPrefix", "10.0.5.4");
        ObjectNode group = ((ObjectNode) azure.get(nsg).body()).deepCopy();
        group.withObjectProperty("properties").put("flushConnection", true);
        azure.put(nsg, group);
        azure.put(nsg + "/securityRules/ssh", fromFirewall);

        assertThat(probeFirewall("127.0.0.1", 50022)).isEqualTo("SSH-2.0-fw-1\r\n");
        assertThat(probeFirewall("127.0.0.2", 50022)).isEmpty();
        assertThat(probeFirewall("127.0.0.1", 443)).isEqualTo("refused");
        try (Socket session = session(20, 50022, "SSH-2.0-fw-1\r\n")) {
            azure.put(firewall, seeded);

            assertThat(probeFirewall("127.0.0.1", 50022)).isEqualTo("refused");
            assertThat(alive(session)).isTrue();

            azure.delete(nsg + "/securityRules/ssh");
            azure.put(nsg + "/securityRules/none", deny());

            assertThat(alive(session)).isFalse();
        }
    }

    private static ObjectNode deny() {
        ObjectNode deny = Azure.ruleWith("sourceAddressPrefix", "\"*\"");
        deny.withObjectProperty("properties").put("access", "Deny").put("destinationAddressPrefix", "*");
        return deny;
    }
}
