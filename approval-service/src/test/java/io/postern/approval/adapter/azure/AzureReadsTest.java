package io.postern.approval.adapter.azure;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.GROUP;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.TENANT;
import static io.postern.approval.Requests.person;
import static io.postern.approval.Requests.vm;
import static io.postern.approval.Roles.INITIATE;
import static io.postern.approval.Roles.READ_VM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.approval.app.NobodyKnown;
import io.postern.approval.app.RightsUnknown;
import io.postern.approval.domain.rbac.Access;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.arm.ArmClient;
import io.postern.arm.GraphClient;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from Azure and Graph, and how old it may be, against the emulator; every list there has several pages. */
@Timeout(60)
class AzureReadsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final VmId WEB = vm("web-1");
    private static final PersonId ENGINEER = person(7);
    private static final PersonId VETERAN = person(8);
    private static final String ONCALL = "33333333-0000-0000-0000-000000000003";
    private static final String PLATFORM = "33333333-0000-0000-0000-000000000004";
    private static final String EVERYONE = "00000000-0000-0000-0000-000000000000";
    private static final Executor NEVER = _ -> {};

    private static EmulatedAzure azure;
    private static ArmClient arm;
    private static GraphClient graph;

    private final GraphMemberships memberships = new GraphMemberships(graph, NEVER);
    private final ArmRights rights = new ArmRights(arm, memberships, NEVER);

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        azure = new EmulatedAzure(dir);
        arm = ArmClient.connect(azure.arm());
        graph = GraphClient.connect(azure.graph());
    }

    @AfterEach
    void asBefore() {
        azure.asBefore();
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    private Access now(PersonId person, String action) {
        return rights.of(person, WEB, Duration.ZERO, NOW).to(action, person, WEB);
    }

    private static Access at(ArmRights rights, int seconds) {
        return rights.of(REQUESTER, WEB, MINUTE, NOW.plusSeconds(seconds)).to(INITIATE, REQUESTER, WEB);
    }

    private static void withoutRoles(ObjectNode directory) {
        ArrayNode assignments = (ArrayNode) directory.path("roleAssignments");
        for (int i = assignments.size() - 1; i >= 0; i--) {
            if (assignments.get(i).at("/properties/principalId").asText().equals(REQUESTER.oid())) {
                assignments.remove(i);
            }
        }
    }

    @Test
    void rolesComeFromTheResourceGroupAndThroughGroupsInGroupsFromTheManagementGroup() {
        assertThat(now(REQUESTER, INITIATE)).isEqualTo(new Access.Permitted());
        assertThat(now(ENGINEER, INITIATE)).isEqualTo(new Access.Permitted());
        assertThat(now(ENGINEER, "Microsoft.Security/locations/jitNetworkAccessPolicies/write"))
                .isInstanceOf(Access.Lacks.class);
        assertThat(now(APPROVER, INITIATE)).isInstanceOf(Access.Lacks.class);
        assertThat(now(APPROVER, READ_VM)).isEqualTo(new Access.Permitted());
        assertThat(now(OUTSIDER, READ_VM)).isInstanceOf(Access.Lacks.class);
    }

    @Test
    void aRightTakenAwayServesForLessThanAMinuteAndNotOnceItIsReadFresh() {
        assertThat(at(rights, 0)).isEqualTo(new Access.Permitted());
        azure.change(AzureReadsTest::withoutRoles);

        assertThat(at(rights, 59)).isEqualTo(new Access.Permitted());
        assertThat(at(rights, 60)).isInstanceOf(Access.Lacks.class);
        assertThat(now(REQUESTER, INITIATE)).isInstanceOf(Access.Lacks.class);
    }

    @Test
    void aRoleThatLostAnActionIsSeenAsSoon() {
        assertThat(at(rights, 0)).isEqualTo(new Access.Permitted());
        azure.change(directory -> ((ObjectNode) requestersRole(directory).at("/properties/permissions/0"))
                .putArray("actions")
                .add(READ_VM));

        assertThat(at(rights, 60)).isInstanceOf(Access.Lacks.class);
        assertThat(now(REQUESTER, INITIATE)).isInstanceOf(Access.Lacks.class);
    }

    @Test
    void whatIsInUseIsReadAheadSoThatALossIsSeenEarlierAndNobodyWaits() {
        ArmRights ahead = new ArmRights(arm, memberships, Runnable::run);
        assertThat(at(ahead, 0)).isEqualTo(new Access.Permitted());
        azure.change(AzureReadsTest::withoutRoles);

        assertThat(at(ahead, 31)).isEqualTo(new Access.Permitted());
        assertThat(at(ahead, 32)).isInstanceOf(Access.Lacks.class);
    }

    @Test
    void aDenyAssignmentThatComesLaterIsSeenAsSoon() {
        assertThat(at(rights, 0)).isEqualTo(new Access.Permitted());
        azure.change(directory -> azure.deny(directory, GROUP, REQUESTER.oid(), "User"));

        assertThat(at(rights, 59)).isEqualTo(new Access.Permitted());
        assertThat(at(rights, 60)).isEqualTo(new Access.DeniedByAssignment("denial-0", INITIATE, WEB));
        assertThat(now(REQUESTER, INITIATE)).isInstanceOf(Access.DeniedByAssignment.class);
        assertThat(now(REQUESTER, READ_VM)).isEqualTo(new Access.Permitted());
    }

    @Test
    void aDenyAssignmentToAGroupMeetsWhomAzureSaysItMeets() {
        azure.change(directory -> {
            azure.deny(directory, GROUP, APPROVERS, "Group");
            azure.deny(directory, GROUP, PLATFORM, "Group");
        });

        assertThat(now(ENGINEER, INITIATE)).isEqualTo(new Access.DeniedByAssignment("denial-1", INITIATE, WEB));
        assertThat(now(REQUESTER, INITIATE)).isEqualTo(new Access.Permitted());
    }

    @Test
    void everyoneIsMetButThoseInAnExcludedGroup() {
        azure.change(directory -> azure.deny(directory, GROUP, EVERYONE, "SystemDefined")
                .putArray("excludePrincipals")
                .addObject()
                .put("id", ONCALL)
                .put("type", "Group"));

        assertThat(now(REQUESTER, INITIATE)).isEqualTo(new Access.Permitted());
        assertThat(now(ENGINEER, INITIATE)).isInstanceOf(Access.DeniedByAssignment.class);
    }

    @Test
    void whenGraphDoesNotTellTheExcludedGroupsTheDenialHolds() {
        azure.change(directory -> {
            azure.deny(directory, GROUP, EVERYONE, "SystemDefined")
                    .putArray("excludePrincipals")
                    .addObject()
                    .put("id", ONCALL)
                    .put("type", "Group");
            directory.path("principals").forEach(principal -> ((ObjectNode) principal).remove("graphRoles"));
        });
        GraphMemberships refused = new GraphMemberships(GraphClient.connect(azure.graph()), NEVER);
        ArmRights withoutGraph = new ArmRights(arm, refused, NEVER);

        assertThat(withoutGraph.of(REQUESTER, WEB, Duration.ZERO, NOW).to(INITIATE, REQUESTER, WEB))
                .isInstanceOf(Access.Undecidable.class);

        azure.faults("[{\"on\":\"any\",\"path\":\"getMemberGroups\",\"status\":503}]");
        assertThatThrownBy(() -> withoutGraph.of(REQUESTER, WEB, Duration.ZERO, NOW))
                .isInstanceOf(RightsUnknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "roleAssignments, 503",
        "roleAssignments, 429",
        "denyAssignments, 500",
        "denyAssignments, 429",
        "roleDefinitions, 503"
    })
    void whatPassesIsNeitherYesNorNo(String path, int status) {
        azure.faults("[{\"on\":\"read\",\"path\":\"" + path + "\",\"status\":" + status + "}]");

        assertThatThrownBy(() -> now(REQUESTER, INITIATE)).isInstanceOf(RightsUnknown.class);
        assertThat(now(REQUESTER, INITIATE)).isEqualTo(new Access.Permitted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"roleAssignments", "denyAssignments"})
    void aPageThatAzureRefusesMakesItUndecidable(String path) {
        azure.change(directory -> {
            azure.deny(directory, GROUP, APPROVER.oid(), "User");
            azure.deny(directory, GROUP, APPROVER.oid(), "User");
            ArrayNode assignments = (ArrayNode) directory.path("roleAssignments");
            assignments.add(assignments.get(0).deepCopy());
        });
        azure.faults("[{\"on\":\"read\",\"path\":\"" + path + "\",\"latency\":\"PT0.001S\"},"
                + "{\"on\":\"read\",\"path\":\"" + path + "\",\"status\":400,\"code\":\"InvalidSkipToken\"}]");

        assertThat(now(REQUESTER, INITIATE))
                .isInstanceOfSatisfying(
                        Access.Undecidable.class,
                        undecidable -> assertThat(undecidable.why()).contains("InvalidSkipToken"));
    }

    @Test
    void aRoleThatIsGoneIsUndecidableWhereItMatters() {
        azure.change(directory -> ((ObjectNode) requestersRole(directory)).put("name", "another"));

        assertThat(now(REQUESTER, INITIATE)).isInstanceOf(Access.Undecidable.class);
        assertThat(now(OUTSIDER, INITIATE)).isInstanceOf(Access.Lacks.class);
    }

    private static JsonNode requestersRole(ObjectNode directory) {
        return directory
                .path("roleDefinitions")
                .valueStream()
                .filter(role -> role.at("/properties/roleName").asText().equals("Postern requester"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWeMayNotReadIsUndecidable() {
        azure.change(directory -> directory.putArray("roleAssignments"));

        assertThat(rights.of(REQUESTER, WEB, Duration.ZERO, NOW).unread())
                .hasValueSatisfying(why -> assertThat(why).contains("AuthorizationFailed"));
    }

    @Test
    void nobodyHasRightsOnWhatIsNotThere() {
        VmId elsewhere = new VmId(GROUP.replace("contoso", "gone") + "/providers/Microsoft.Compute/virtualMachines/x");

        assertThat(rights.of(REQUESTER, elsewhere, MINUTE, NOW)).isEqualTo(Entitlements.NONE);
    }

    @Test
    void groupsAreToldWithThoseTheyLieInAndKeptForTheirAge() {
        assertThat(memberships.of(ENGINEER, MINUTE, NOW)).hasSize(2).contains(PLATFORM);
        assertThat(memberships.of(VETERAN, MINUTE, NOW)).containsExactly(APPROVERS);
        assertThatThrownBy(() -> memberships.of(person(9), MINUTE, NOW)).isInstanceOf(NobodyKnown.class);
        assertThat(memberships.given(person(9), MINUTE, NOW)).isEmpty();
        azure.change(
                directory -> directory.path("people").forEach(someone -> ((ObjectNode) someone).putArray("groups")));

        assertThat(memberships.of(VETERAN, MINUTE, NOW.plusSeconds(59))).containsExactly(APPROVERS);
        assertThat(memberships.of(VETERAN, MINUTE, NOW.plusSeconds(60))).isEmpty();
        assertThat(memberships.of(VETERAN, Duration.ZERO, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aGraphThatDoesNotAnswerIsNoGroupAtAll(int status) {
        azure.faults("[{\"on\":\"any\",\"path\":\"/v1.0/\",\"times\":2,\"status\":" + status + "}]");
        GraphGroups groups = new GraphGroups(graph, TENANT);

        assertThatThrownBy(() -> memberships.of(APPROVER, Duration.ZERO, NOW)).isInstanceOf(RightsUnknown.class);
        assertThatThrownBy(() -> groups.members(APPROVERS)).isInstanceOf(RightsUnknown.class);
        assertThat(memberships.of(APPROVER, Duration.ZERO, NOW)).containsExactly(APPROVERS);
    }

    @Test
    void aGroupsPeopleAreToldWithoutTheGroupsInBetween() {
        GraphGroups groups = new GraphGroups(graph, TENANT);

        assertThat(groups.members(APPROVERS)).contains(Set.of(APPROVER, SECOND_APPROVER, VETERAN));
        assertThat(groups.members(PLATFORM)).contains(Set.of(ENGINEER));
        assertThat(groups.members("33333333-0000-0000-0000-000000000099")).isEmpty();
        assertThat(groups.members("approvers/../x")).isEmpty();
    }

    @Test
    void denyAssignmentsAtAVmAreListedOnceForEverybody() {
        rights.of(REQUESTER, WEB, MINUTE, NOW);
        int before = azure.reads("Microsoft.Authorization");
        rights.of(REQUESTER, WEB, MINUTE, NOW.plusSeconds(10));
        assertThat(azure.reads("Microsoft.Authorization")).isEqualTo(before);

        rights.of(OUTSIDER, WEB, MINUTE, NOW.plusSeconds(10));
        assertThat(azure.reads("Microsoft.Authorization")).isEqualTo(before + 1);
    }
}
