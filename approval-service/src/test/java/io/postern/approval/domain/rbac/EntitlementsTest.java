package io.postern.approval.domain.rbac;

import static io.postern.approval.Requests.GROUP;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SUBSCRIPTION;
import static io.postern.approval.Requests.vm;
import static io.postern.approval.Roles.INITIATE;
import static io.postern.approval.Roles.READ_VM;
import static io.postern.approval.Roles.ROLE;
import static io.postern.approval.Roles.assignment;
import static io.postern.approval.Roles.granting;
import static io.postern.approval.Roles.permission;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntitlementsTest {
    private static final VmId WEB = vm("web-1");

    @ParameterizedTest
    @CsvSource({
        "Microsoft.Compute/virtualMachines/read, true",
        "MICROSOFT.COMPUTE/VIRTUALMACHINES/READ, true",
        "microsoft.compute/virtualmachines/read, true",
        "Microsoft.Compute/virtualMachines/*, true",
        "Microsoft.Compute/*/read, true",
        "*/read, true",
        "*, true",
        "Microsoft.Compute/virtualMachines/write, false",
        "Microsoft.Compute/virtualMachines, false",
        "Microsoft.Compute/virtualMachines/rea, false",
        "Microsoft.Compute/virtualMachines/read/more, false",
        "icrosoft.Compute/virtualMachines/read, false",
        "Microsoft.Network/*, false",
        "*/write, false",
        "MicrosoftXCompute/virtualMachines/read, false",
        "'', false"
    })
    void anActionMatchesAPatternWholly(String pattern, boolean permitted) {
        assertThat(permission(pattern).names(READ_VM)).isEqualTo(permitted);
    }

    @Test
    void whatADenialCouldMeanItMeans() {
        Permission between = permission("Microsoft.Compute/virtualMachines/*/read");

        assertThat(between.names(READ_VM)).isFalse();
        assertThat(between.mayName(READ_VM)).isTrue();
        assertThat(permission("Microsoft.Compute/*/*/read").mayName(READ_VM)).isTrue();
        assertThat(permission("Microsoft.Compute/virtualMachines/*/write").mayName(READ_VM))
                .isFalse();
        assertThat(new Permission(List.of("*/read"), List.of("Microsoft.Compute/virtualMachines/*/read"))
                        .mayName(READ_VM))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {READ_VM, "*", "microsoft.compute/*", "*/READ"})
    void notActionsTakeBack(String notAction) {
        assertThat(new Permission(List.of("*"), List.of(notAction)).names(READ_VM))
                .isFalse();
        assertThat(new Permission(List.of("*"), List.of("*/write")).names(READ_VM))
                .isTrue();
    }

    @Test
    void notActionsOfOnePermissionDoNotBindAnother() {
        RoleDefinition role =
                new RoleDefinition(ROLE, List.of(new Permission(List.of("*"), List.of(READ_VM)), permission(READ_VM)));

        assertThat(role.gives(READ_VM)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/subscriptions/" + SUBSCRIPTION,
                "/SUBSCRIPTIONS/" + SUBSCRIPTION,
                GROUP,
                GROUP + "/",
                "/subscriptions/" + SUBSCRIPTION + "/resourcegroups/CONTOSO",
                GROUP + "/providers/Microsoft.Compute/virtualMachines/WEB-1",
                "/providers/Microsoft.Management/managementGroups/root"
            })
    void anAssignmentReachesEverythingBelowItsScope(String scope) {
        assertThat(granting(assignment(REQUESTER, scope), permission("*")).to(INITIATE, REQUESTER, WEB))
                .isEqualTo(new Access.Permitted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/subscriptions/00000000-0000-0000-0000-000000000002",
                "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/contoso-2",
                "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/contos",
                GROUP + "/providers/Microsoft.Compute/virtualMachines/web-10",
                GROUP + "/providers/Microsoft.Compute/virtualMachines/web",
                GROUP + "/providers/Microsoft.Compute/virtualMachines/db-1",
                GROUP + "/providers/Microsoft.Compute/virtualMachines/web-1/extensions/x"
            })
    void anAssignmentBesideOrBelowTheVmDoesNotReachIt(String scope) {
        assertThat(granting(assignment(REQUESTER, scope), permission("*")).to(INITIATE, REQUESTER, WEB))
                .isEqualTo(new Access.Lacks(INITIATE, WEB));
    }

    @Test
    void anotherPersonsAssignmentDoesNotCount() {
        assertThat(granting(assignment(OUTSIDER, GROUP), permission("*")).to(INITIATE, REQUESTER, WEB))
                .isEqualTo(new Access.Lacks(INITIATE, WEB));
    }

    @Test
    void anAssignmentToAGroupThatAzureResolvedCounts() {
        RoleAssignment group = new RoleAssignment(GROUP, ROLE, "55555555-0000-0000-0000-000000000001", "Group", false);

        assertThat(granting(group, permission("*")).to(INITIATE, REQUESTER, WEB))
                .isEqualTo(new Access.Permitted());
    }

    @Test
    void anAssignmentWithAConditionGivesNothing() {
        RoleAssignment conditional = new RoleAssignment(GROUP, ROLE, REQUESTER.oid(), "User", true);

        assertThat(granting(conditional, permission("*")).to(INITIATE, REQUESTER, WEB))
                .isEqualTo(new Access.UnderACondition(INITIATE, WEB));
        assertThat(granting(conditional, permission("*/write")).to(INITIATE, REQUESTER, WEB))
                .isEqualTo(new Access.Lacks(INITIATE, WEB));
    }

    @Test
    void aRoleThatNobodyCouldReadGivesNothing() {
        Entitlements unknown = new Entitlements(List.of(assignment(REQUESTER, GROUP)), Map.of());

        assertThat(unknown.to(INITIATE, REQUESTER, WEB)).isInstanceOf(Access.Undecidable.class);
    }

    @Test
    void rolesAreFoundWhateverTheCaseOfTheirId() {
        Entitlements shouting = new Entitlements(
                List.of(assignment(REQUESTER, GROUP)),
                Map.of(ROLE.toUpperCase(Locale.ROOT), new RoleDefinition(ROLE, List.of(permission("*")))));

        assertThat(shouting.to(INITIATE, REQUESTER, WEB)).isEqualTo(new Access.Permitted());
    }
}
