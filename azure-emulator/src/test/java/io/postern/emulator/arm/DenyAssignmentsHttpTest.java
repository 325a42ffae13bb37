package io.postern.emulator.arm;

import static io.postern.emulator.Azure.GROUP;
import static io.postern.emulator.Azure.SUBSCRIPTION;
import static io.postern.emulator.Azure.VMS;
import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.http.Json;
import io.postern.emulator.world.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenyAssignmentsHttpTest {
    private static final String PROVIDER = "/providers/Microsoft.Authorization/denyAssignments";
    private static final String ADMIN = "22222222-0000-0000-0000-000000000004";
    private static final String AUDITOR = "22222222-0000-0000-0000-000000000005";
    private static final String APPROVER = "22222222-0000-0000-0000-000000000002";
    private static final String APPROVERS = "33333333-0000-0000-0000-000000000001";
    private static final String EVERYONE = "00000000-0000-0000-0000-000000000000";
    private static Azure azure;

    @BeforeAll
    static void denied(@TempDir Path directory) throws IOException {
        ObjectNode seed = Seed.contoso().json().deepCopy();
        deny(seed, "rules", ADMIN, "Microsoft.Network/networkSecurityGroups/securityRules/write", GROUP, "");
        deny(seed, "web", APPROVERS, "Microsoft.Compute/virtualMachines/read", VMS + "/web-1", "");
        deny(seed, "tables", EVERYONE, "Microsoft.Network/routeTables/*", SUBSCRIPTION, AUDITOR);
        deny(seed, "group", ADMIN, "*", GROUP, "").put("doNotApplyToChildScopes", true);
        Path file = directory.resolve("seed.json");
        Files.write(file, Json.bytes(seed));
        azure = Azure.started(EmulatorSettings.forTests().withSeed(file));
    }

    private static ObjectNode deny(
            ObjectNode seed, String name, String who, String action, String scope, String notWho) {
        ObjectNode denial = seed.withArrayProperty("denyAssignments")
                .addObject()
                .put("id", scope + PROVIDER + "/" + name)
                .put("name", name)
                .put("type", "Microsoft.Authorization/denyAssignments");
        ObjectNode properties =
                denial.putObject("properties").put("denyAssignmentName", name).put("scope", scope);
        properties.putArray("permissions").addObject().putArray("actions").add(action);
        properties.putArray("principals").addObject().put("id", who);
        if (!notWho.isEmpty()) {
            properties.putArray("excludePrincipals").addObject().put("id", notWho);
        }
        return properties;
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    private static List<String> names(String scope, String filter) {
        Answer answer = azure.as("postern-approval", "GET", scope + PROVIDER + filter, "");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body()
                .path("value")
                .valueStream()
                .map(d -> d.path("name").asText())
                .toList();
    }

    @Test
    void theyAreListedByScopeAndByWhomTheyMeet() {
        String atScope = "?%24filter=atScope()";

        assertThat(names(SUBSCRIPTION, "")).containsExactly("rules", "web", "tables", "group");
        assertThat(names(SUBSCRIPTION, atScope)).containsExactly("tables");
        assertThat(names(VMS + "/web-1", atScope)).containsExactly("rules", "web", "tables", "group");
        assertThat(names(VMS + "/db-1", "")).containsExactly("rules", "tables", "group");
        assertThat(names(VMS + "/web-1", "?%24filter=assignedTo('" + APPROVER + "')"))
                .containsExactly("web", "tables");
        assertThat(names(VMS + "/web-1", atScope + "%20and%20assignedTo('" + ADMIN + "')"))
                .containsExactly("rules", "tables", "group");
        assertThat(azure.as("postern-approval", "GET", GROUP + PROVIDER + "?%24filter=x", "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void oneIsReadByItsName() {
        assertThat(azure.get(VMS + "/web-1" + PROVIDER + "/web")
                        .body()
                        .path("name")
                        .asText())
                .isEqualTo("web");
        assertThat(azure.get(VMS + "/db-1" + PROVIDER + "/web").code()).isEqualTo("DenyAssignmentNotFound");
        assertThat(azure.as("outsider", "GET", GROUP + PROVIDER, "").status()).isEqualTo(403);
        assertThat(azure.as("admin", "PUT", GROUP + PROVIDER + "/new", "{}").status())
                .isEqualTo(405);
    }

    @Test
    void aDenialIsStrongerThanARole() {
        Answer write = azure.put(WEB + "/securityRules/ssh", rule(200));

        assertThat(write.status()).isEqualTo(403);
        assertThat(write.code()).isEqualTo("DenyAssignmentAuthorizationFailed");
        assertThat(azure.as(
                                "postern-enforcer",
                                "PUT",
                                WEB + "/securityRules/ssh",
                                rule(200).toString())
                        .status())
                .isEqualTo(201);
        assertThat(azure.as(
                                "outsider",
                                "PUT",
                                WEB + "/securityRules/ssh",
                                rule(200).toString())
                        .code())
                .isEqualTo("AuthorizationFailed");
    }

    @ParameterizedTest
    @CsvSource({
        "approver, web-1, 403",
        "approver, db-1, 200",
        "auditor, web-1, 200",
        "admin, web-1, 200",
    })
    void aDenialMeetsThoseItIsMadeToWhereItHolds(String who, String vm, int status) {
        assertThat(azure.as(who, "GET", VMS + "/" + vm, "").status()).isEqualTo(status);
    }

    @Test
    void aListLeavesOutWhatIsDenied() {
        assertThat(azure.as("approver", "GET", VMS, "").body().path("value")).hasSize(6);
        assertThat(azure.as("auditor", "GET", VMS, "").body().path("value")).hasSize(7);
    }

    @Test
    void everyoneButTheExcludedIsMetAndOneThatDoesNotGoDownStaysUp() {
        String tables = GROUP + "/providers/Microsoft.Network/routeTables";

        assertThat(azure.as("postern-enforcer", "GET", tables, "").code())
                .isEqualTo("DenyAssignmentAuthorizationFailed");
        assertThat(azure.as("auditor", "GET", tables, "").status()).isEqualTo(200);
        assertThat(azure.get(GROUP).code()).isEqualTo("DenyAssignmentAuthorizationFailed");
        assertThat(azure.get(VMS + "/web-1").status()).isEqualTo(200);
    }
}
