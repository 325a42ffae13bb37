package io.postern.emulator.arm;

import static io.postern.emulator.Azure.GROUP;
import static io.postern.emulator.Azure.SUBSCRIPTION;
import static io.postern.emulator.Azure.VMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesHttpTest {
    private static final Azure AZURE = Azure.started();
    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    private static Answer assignments(String scope, String filter) {
        String query = filter.isEmpty() ? "" : "?$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
        return AZURE.as(
                "postern-approval",
                "GET",
                scope + "/providers/Microsoft.Authorization/roleAssignments" + query.replace("$", "%24"),
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "22222222-0000-0000-0000-000000000001, 1",
        "22222222-0000-0000-0000-000000000002, 1",
        "22222222-0000-0000-0000-000000000006, 0",
    })
    void assignedToFindsDirectAndGroupAssignmentsThatAVmInherits(String oid, int count) {
        assertThat(assignments(VMS + "/web-1", "assignedTo('" + oid + "')")
                        .body()
                        .path("value"))
                .hasSize(count);
    }

    @Test
    void principalIdFindsDirectAssignmentsAlone() {
        assertThat(assignments(VMS + "/web-1", "principalId eq '22222222-0000-0000-0000-000000000002'")
                        .body()
                        .path("value"))
                .isEmpty();
        assertThat(assignments(VMS + "/web-1", "principalId eq 22222222-0000-0000-0000-000000000004")
                        .body()
                        .path("value"))
                .hasSize(1);
    }

    @Test
    void atScopeLeavesOutWhatLiesBelow() {
        assertThat(assignments(SUBSCRIPTION, "").body().path("value")).hasSize(8);
        assertThat(assignments(SUBSCRIPTION, "atScope()").body().path("value")).hasSize(4);
        assertThat(assignments(GROUP, "atScope() and assignedTo('22222222-0000-0000-0000-000000000004')")
                        .body()
                        .path("value"))
                .hasSize(1);
    }

    @Test
    void anUnknownFilterIsABadRequest() {
        assertThat(assignments(GROUP, "name eq 'x'").status()).isEqualTo(400);
    }

    @Test
    void definitionsAreReadByIdAtAnyScope() {
        String path = "/providers/Microsoft.Authorization/roleDefinitions/" + READER;

        assertThat(AZURE.as("postern-approval", "GET", path, "")
                        .body()
                        .at("/properties/roleName")
                        .asText())
                .isEqualTo("Reader");
        assertThat(AZURE.as("postern-approval", "GET", SUBSCRIPTION + path, "").status())
                .isEqualTo(200);
        assertThat(AZURE.as("postern-approval", "GET", SUBSCRIPTION + path + "0", "")
                        .status())
                .isEqualTo(404);
        assertThat(AZURE.as(
                                "postern-approval",
                                "GET",
                                VMS + "/web-1/providers/Microsoft.Authorization/roleDefinitions",
                                "")
                        .body()
                        .path("value"))
                .hasSize(8);
    }

    @Test
    void whatIsAssignedAtAManagementGroupReachesWhatLiesUnderItThroughGroupsInGroups() {
        String managementGroup = "/providers/Microsoft.Management/managementGroups/contoso-root";

        assertThat(assignments(VMS + "/web-1", "assignedTo('22222222-0000-0000-0000-000000000007')")
                        .body()
                        .at("/value/0/properties/scope")
                        .asText())
                .isEqualTo(managementGroup);
        assertThat(AZURE.as("engineer", "GET", VMS + "/web-1", "").status()).isEqualTo(200);
        assertThat(AZURE.as("engineer", "DELETE", VMS + "/web-1", "").status()).isEqualTo(403);
        assertThat(AZURE.as(
                                "engineer",
                                "GET",
                                managementGroup + "/providers/Microsoft.Authorization/roleAssignments",
                                "")
                        .body()
                        .path("value"))
                .hasSize(1);
        assertThat(AZURE.as("engineer", "GET", "/providers/Microsoft.Authorization/roleAssignments", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoMayNotReadAssignmentsIsRefused() {
        String path = GROUP + "/providers/Microsoft.Authorization/roleAssignments";

        assertThat(AZURE.as("outsider", "GET", path, "").status()).isEqualTo(403);
        assertThat(AZURE.as("postern-sweeper", "GET", path, "").status()).isEqualTo(403);
    }
}
