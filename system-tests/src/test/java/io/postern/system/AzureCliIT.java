package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.cli.stack.PortName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stock az of Debian, which knows one address: the emulator's, whose forward leads JIT calls to Postern. */
@Order(5)
@ExtendWith(RunningStack.class)
class AzureCliIT {
    private static final String POLICIES = "/subscriptions/" + World.SUBSCRIPTION
            + "/resourceGroups/contoso/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String VERSION = "?api-version=2020-01-01";

    @Test
    void itListsShowsMakesInitiatesAndDeletes(Stack stack) throws Exception {
        assumeTrue(Tool.onPath("az"), "az is not installed: apt-get install azure-cli");
        Az az = new Az(stack, "admin");

        String policy = """
                {"kind":"Basic","type":"Microsoft.Security/locations/jitNetworkAccessPolicies","properties":{"virtualMachines":[
                 {"id":"%s","ports":[{"number":22,"protocol":"*","allowedSourceAddressPrefix":"*",
                  "maxRequestAccessDuration":"PT3H"}]}]}}""".formatted(World.vmId("fw-1"));
        assertThat(az.rest("put", POLICIES + "az-made" + VERSION, policy)
                        .at("/properties/provisioningState")
                        .asText())
                .isEqualTo("Succeeded");

        Await.until("fw-1 is kept shut", PATIENCE, () -> isKeptShut(stack));

        for (List<String> scope : List.of(
                List.<String>of(),
                List.of("--resource-group", "contoso"),
                List.of("--location", "westeurope"),
                List.of("--resource-group", "contoso", "--location", "westeurope"))) {
            assertThat(az.json(with(List.of("security", "jit-policy", "list"), scope))
                            .findValuesAsText("name"))
                    .as("%s", scope)
                    .contains("az-made", "default");
        }
        List<String> show = List.of("security", "jit-policy", "show", "-g", "contoso", "-l", "westeurope", "-n");
        assertThat(az.json(with(show, List.of("az-made")))
                        .at("/virtualMachines/0/ports/0/number")
                        .asInt())
                .isEqualTo(22);
        Tool.Said nowhere = az.say(with(show, List.of("nowhere")));
        assertThat(nowhere.exit()).isEqualTo(3);
        assertThat(nowhere.err()).contains("PolicyNotFound");

        JsonNode initiated =
                az.rest("post", POLICIES + "default/initiate" + VERSION, """
                {"virtualMachines":[{"id":"%s","ports":[{"number":3389,"duration":"PT10M",
                 "allowedSourceAddressPrefix":"203.0.113.7"}]}],"justification":"asked for with az"}""".formatted(World.vmId("jump-1")));
        assertThat(initiated.at("/virtualMachines/0/ports/0/status").asText()).isEqualTo("Initiated");
        Await.until(
                "the port that az asked for is open",
                PATIENCE,
                () -> stack.azure.passes("203.0.113.7", "jump-1", 3389));
        JsonNode shown = az.json(with(show, List.of("default")));
        assertThat(shown.at("/requests/0/justification").asText()).isEqualTo("asked for with az");
        Http.post(
                stack.url(PortName.REQUEST) + "/api/v1/access-requests/" + newest(stack) + "/revoke",
                stack.people.postern("admin"),
                "{}");

        az.rest("delete", POLICIES + "az-made" + VERSION, "");
        az.rest("delete", POLICIES + "az-made" + VERSION, "");
        assertThat(az.say(with(show, List.of("az-made"))).exit()).isEqualTo(3);
        Await.until("fw-1 is as it was", PATIENCE, () -> !isKeptShut(stack));
    }

    private static boolean isKeptShut(Stack stack) {
        return stack.azure.rules("fw-1-nsg").keySet().stream().anyMatch(name -> name.startsWith("postern-"));
    }

    private static String newest(Stack stack) {
        return Http.get(
                        stack.url(PortName.REQUEST) + "/api/v1/access-requests?requester=me&limit=1",
                        stack.people.postern("admin"))
                .body()
                .at("/value/0/id")
                .asText();
    }

    private static List<String> with(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** az with a configuration of its own, signed in as a managed identity. */
    private static final class Az {
        private final Path config = Path.of("target", "az");
        private final Map<String, String> environment;

        Az(Stack stack, String person) throws IOException, InterruptedException {
            Files.createDirectories(config);
            environment = Map.of(
                    "AZURE_CONFIG_DIR",
                    Files.createTempDirectory(config, person).toAbsolutePath().toString(),
                    "REQUESTS_CA_BUNDLE",
                    stack.processes.layout().certificate().toAbsolutePath().toString(),
                    "MSI_ENDPOINT",
                    stack.url(PortName.EMULATOR) + "/msi/" + person + "/token",
                    "AZURE_CORE_COLLECT_TELEMETRY",
                    "false");
            String azure = stack.processes.addresses().azure().toString();
            run(
                    "cloud",
                    "register",
                    "--name",
                    "Postern",
                    "--endpoint-resource-manager",
                    azure,
                    "--endpoint-active-directory",
                    azure,
                    "--endpoint-active-directory-resource-id",
                    "api://postern",
                    "--endpoint-active-directory-graph-resource-id",
                    azure);
            run("cloud", "set", "--name", "Postern");
            run("login", "--identity");
        }

        JsonNode rest(String method, String url, String body) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of("rest", "--method", method, "--url", url));
            if (!body.isEmpty()) {
                command.addAll(List.of("--body", body));
            }
            return json(command);
        }

        JsonNode json(List<String> arguments) throws IOException, InterruptedException {
            return new ObjectMapper().readTree(run(arguments.toArray(String[]::new)));
        }

        Tool.Said say(List<String> arguments) throws IOException, InterruptedException {
            return Tool.say(config, environment, command(arguments));
        }

        private String run(String... arguments) throws IOException, InterruptedException {
            return Tool.run(config, environment, command(Arrays.asList(arguments)));
        }

        private static String[] command(List<String> arguments) {
            return with(List.of("az"), arguments).toArray(String[]::new);
        }
    }
}
