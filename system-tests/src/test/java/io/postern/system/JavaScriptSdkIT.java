package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Azure's JavaScript SDK as npm has it, with nothing changed but the address. */
@Order(5)
@ExtendWith(RunningStack.class)
class JavaScriptSdkIT {
    private static final Path SOURCES = Path.of("src", "test", "clients");
    private static final Path WORK = Path.of("target", "clients");

    @Test
    void itWorksAgainstPosternAndThroughTheAddressOfAzure(Stack stack) throws Exception {
        assumeTrue(Tool.onPath("node") && Tool.onPath("npm"), "node or npm is not installed");
        install();
        for (URI endpoint : List.of(
                stack.processes.addresses().requestHttps(),
                stack.processes.addresses().azure())) {
            JsonNode seen = drive(stack, endpoint);
            stack.access.revoke(seen.path("ids").asText());

            assertThat(seen.at("/made/name").asText()).isEqualTo("js-made");
            assertThat(seen.at("/made/provisioningState").asText()).isEqualTo("Succeeded");
            assertThat(seen.at("/shown/virtualMachines/0/ports")).hasSize(2);
            assertThat(seen.at("/shown/virtualMachines/0/ports/1/allowedSourceAddressPrefixes"))
                    .hasSize(2);
            for (String list : List.of("subscription", "region", "group", "groupAndRegion")) {
                assertThat(seen.at("/lists/" + list).toString()).as(list).contains("\"js-made\"", "\"default\"");
            }
            assertThat(seen.at("/initiated/virtualMachines/0/ports/0/status").asText())
                    .isEqualTo("Initiated");
            assertThat(seen.at("/initiated/requestor").asText()).isNotEmpty();
            assertThat(seen.at("/refusals/requesterConfigures/status").asInt()).isEqualTo(403);
            assertThat(seen.at("/refusals/unknownPolicy/code").asText()).isEqualTo("PolicyNotFound");
            assertThat(seen.at("/refusals/portOutside/status").asInt()).isEqualTo(400);
            assertThat(seen.at("/gone/status").asInt()).isEqualTo(404);
        }
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "package-lock.json", "jit.mjs")) {
            Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Tool.run(WORK, Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }

    private static JsonNode drive(Stack stack, URI endpoint) throws IOException, InterruptedException {
        String said = Tool.run(
                WORK,
                Map.of(
                        "ENDPOINT", endpoint.toString(),
                        "SUBSCRIPTION", World.SUBSCRIPTION,
                        "ADMIN", stack.people.postern("admin"),
                        "REQUESTER", stack.people.postern("requester"),
                        "NODE_EXTRA_CA_CERTS",
                                stack.processes
                                        .layout()
                                        .certificate()
                                        .toAbsolutePath()
                                        .toString()),
                "node",
                "jit.mjs");
        return new ObjectMapper().readTree(said);
    }
}
