package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.postern.contracts.net.Cidr;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known of the compose file without a container engine. */
class DockerComposeTest {
    private static final JsonNode COMPOSE = Checkout.compose();

    @Test
    void theFileKeepsToTheComposeSpecification() throws IOException {
        assertThat(violations(COMPOSE)).isEmpty();
    }

    @Test
    void theSpecificationWouldFindAMisspelledKey() throws IOException {
        ObjectNode misspelled = COMPOSE.deepCopy();
        ((ObjectNode) misspelled.path("services").path("kafka")).put("imagee", "x");
        assertThat(violations(misspelled)).isNotEmpty();
    }

    @Test
    void theFiveServicesTheSweeperThePortalAndTheirServersAreThere() {
        assertThat(COMPOSE.path("services").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "kafka",
                        "kafka-topics",
                        "postgres",
                        "azure-emulator",
                        "request-service",
                        "approval-service",
                        "enforcer-service",
                        "expiry-service",
                        "audit-service",
                        "sweeper",
                        "portal");
        assertThat(texts(COMPOSE.at("/services/azure-emulator/profiles"))).containsExactly("emulator");
    }

    @Test
    void theSweeperNeedsNobody() {
        assertThat(COMPOSE.path("services").path("sweeper").has("depends_on")).isFalse();
    }

    @Test
    void nothingIsPrivilegedOrOpenToTheNetwork() {
        assertThat(COMPOSE.findValues("privileged")).isEmpty();
        assertThat(COMPOSE.findValues("network_mode")).isEmpty();
        assertThat(COMPOSE.path("services")).allSatisfy(service -> {
            assertThat(texts(service.path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
            assertThat(texts(service.path("security_opt"))).contains("no-new-privileges:true");
        });
    }

    @Test
    void thePortalHasAnAddressOfItsOwnAndIsBelievedWhereBrowsersComeFrom() {
        String portal =
                COMPOSE.at("/services/portal/networks/default/ipv4_address").asText();
        assertThat(portal).isNotEmpty();
        assertThat(COMPOSE.at("/services/request-service/environment/POSTERN_REQUEST_TRUSTED_PROXIES")
                        .asText())
                .startsWith(portal);

        JsonNode network = COMPOSE.at("/networks/default/ipam/config/0");
        Cidr address = Cidr.parse(usual(portal));
        assertThat(Cidr.parse(usual(network.path("subnet").asText())).contains(address))
                .isTrue();
        assertThat(Cidr.parse(usual(network.path("ip_range").asText())).contains(address))
                .as("given to another container")
                .isFalse();
    }

    /** What a setting is where nobody gives it. */
    private static String usual(String setting) {
        return setting.replaceFirst("^\\$\\{[A-Z_]+:-([^}]*)}$", "$1");
    }

    @Test
    void everyLongRunningContainerIsChecked() {
        COMPOSE.path("services")
                .properties()
                .forEach(service -> assertThat(service.getValue().has("healthcheck"))
                        .as(service.getKey())
                        .isEqualTo(!service.getKey().equals("kafka-topics")));
    }

    @Test
    void everyMountedFileOfTheCheckoutIsThere() {
        List<String> mounts = COMPOSE.findValues("volumes").stream()
                .filter(JsonNode::isArray)
                .flatMap(volumes -> texts(volumes).stream())
                .filter(mount -> mount.startsWith("."))
                .toList();
        assertThat(mounts)
                .isNotEmpty()
                .allSatisfy(mount -> assertThat(Checkout.ROOT.resolve(mount.substring(0, mount.indexOf(':'))))
                        .exists());
    }

    @Test
    void everySecretThatAContainerReadsIsDeclaredAndMade(@TempDir Path dir) throws Exception {
        Set<String> read = new TreeSet<>();
        COMPOSE.path("services").forEach(service -> read.addAll(texts(service.path("secrets"))));
        Set<String> declared = new TreeSet<>();
        COMPOSE.path("secrets").fieldNames().forEachRemaining(declared::add);
        assertThat(read).isEqualTo(declared);
        assertThat(COMPOSE.path("secrets").properties())
                .allSatisfy(secret -> assertThat(secret.getValue().path("file").asText())
                        .isEqualTo("./deploy/compose/secrets/" + secret.getKey()));

        Path made = dir.resolve("secrets");
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        Process process = new ProcessBuilder(java, "-Ddir=" + made, "deploy/compose/MakeSecrets.java")
                .directory(Checkout.ROOT.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(declared)
                .allSatisfy(secret -> assertThat(made.resolve(secret)).isNotEmptyFile());
        JsonNode key = new ObjectMapper().readTree(Files.readString(made.resolve("approval-key.jwk")));
        assertThat(key.path("crv").asText()).isEqualTo("Ed25519");
    }

    @Test
    void everySettingWithoutADefaultIsInTheEmulatorsFile() {
        Set<String> given = new TreeSet<>();
        for (String line : Checkout.lines("deploy/compose/emulator.env")) {
            if (line.matches("[A-Z_]+=.*")) {
                given.add(line.substring(0, line.indexOf('=')));
            }
        }
        var needed = java.util.regex.Pattern.compile("\\$\\{([A-Z_]+)(:\\?[^}]*)?}")
                .matcher(Checkout.text("docker-compose.yml"));
        assertThat(needed.results().map(match -> match.group(1)).distinct().toList())
                .isNotEmpty()
                .isSubsetOf(given);
    }

    private static List<String> violations(JsonNode compose) throws IOException {
        try (InputStream stream = DockerComposeTest.class.getResourceAsStream("/compose/compose-spec.json")) {
            ObjectNode specification = (ObjectNode) new ObjectMapper().readTree(stream);
            specification.remove(List.of("$schema", "$id")); // relative and unusual spellings, which would be looked up
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(specification);
            return schema.validate(compose).stream().map(Object::toString).toList();
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
        return texts;
    }
}
