package io.postern.approval.domain.rbac;

import static io.postern.approval.Requests.GROUP;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SUBSCRIPTION;
import static io.postern.approval.Requests.vm;
import static io.postern.approval.Roles.INITIATE;
import static io.postern.approval.Roles.READ_VM;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.VmId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every role with every deny assignment, and every two roles, over small sets of scopes, principals and patterns, held against an
 * implementation of another kind: it writes out, as plain sets, who may do which of all actions on which of all places.
 */
class AgainstAnotherImplementationTest {
    private static final VmId WEB = vm("web-1");
    private static final VmId DB = vm("db-1");
    private static final String ROOT = "/subscriptions/" + SUBSCRIPTION;
    private static final List<VmId> VMS = List.of(WEB, DB);
    private static final List<String> SCOPES =
            List.of(ROOT, GROUP, WEB.value(), DB.value(), "/providers/Microsoft.Management/managementGroups/m");
    private static final String ME = REQUESTER.oid();
    private static final String OTHER = "22222222-0000-0000-0000-000000000009";
    private static final String TEAM = "33333333-0000-0000-0000-000000000001";
    private static final String EVERYONE = "00000000-0000-0000-0000-000000000000";
    private static final List<String> ACTIONS = List.of(
            INITIATE, READ_VM, "Microsoft.Compute/virtualMachines/write", "Microsoft.Network/networkInterfaces/read");
    private static final List<Permission> PATTERNS = List.of(
            new Permission(List.of("*"), List.of()),
            new Permission(List.of("*"), List.of("Microsoft.Security/*")),
            new Permission(List.of("*/read"), List.of()),
            new Permission(List.of("*/READ", "Microsoft.Sec*/*/action"), List.of("*/networkInterfaces/*")),
            new Permission(List.of("Microsoft.Compute/*"), List.of("*/read")),
            new Permission(List.of(INITIATE), List.of()));

    private record Grant(String scope, String principal, Permission permission) {}

    private record Denial(
            String scope, boolean here, String principal, Optional<String> except, Permission permission) {}

    @Test
    void everyRoleWithEveryDenialHasTheSameAnswer() {
        int compared = 0;
        for (Grant grant : grants()) {
            for (Optional<Denial> denial : denials()) {
                compared += compare(List.of(grant), denial);
            }
        }
        assertThat(compared).isGreaterThan(200_000);
    }

    @Test
    void everyTwoRolesHaveTheSameAnswerWithoutADenialAndWithSome() {
        List<Grant> grants = grants();
        List<Optional<Denial>> denials = denials();
        int compared = 0;
        for (int i = 0; i < grants.size(); i++) {
            for (int j = i; j < grants.size(); j++) {
                List<Grant> both = List.of(grants.get(i), grants.get(j));
                compared += compare(both, Optional.empty());
                for (int d = 1 + (i + j) % 192; d < denials.size(); d += 192) {
                    compared += compare(both, denials.get(d));
                }
            }
        }
        assertThat(compared).isGreaterThan(60_000);
    }

    private static int compare(List<Grant> grants, Optional<Denial> denial) {
        BitSet allowed = Naive.allowed(grants, denial);
        Entitlements held = entitlements(grants, denial);
        int compared = 0;
        for (VmId vm : VMS) {
            for (String action : ACTIONS) {
                boolean naive = allowed.get(Naive.number(action, vm));
                if (held.to(action, REQUESTER, vm) instanceof Access.Permitted != naive) {
                    throw new AssertionError("naive says " + naive + ": " + action + " on " + vm.name() + " with "
                            + grants + " and " + denial);
                }
                compared++;
            }
        }
        return compared;
    }

    private static Entitlements entitlements(List<Grant> grants, Optional<Denial> denial) {
        List<RoleAssignment> assignments = new ArrayList<>();
        Map<String, RoleDefinition> roles = new HashMap<>();
        for (Grant grant : grants) {
            String id = "r" + roles.size();
            roles.put(id, new RoleDefinition(id, List.of(grant.permission())));
            assignments.add(new RoleAssignment(
                    grant.scope(), id, grant.principal(), grant.principal().equals(TEAM) ? "Group" : "User", false));
        }
        List<DenyAssignment> denials = denial.stream()
                .map(d -> new DenyAssignment(
                        "d",
                        d.scope(),
                        d.here(),
                        List.of(d.permission()),
                        List.of(principal(d.principal())),
                        d.except().map(AgainstAnotherImplementationTest::principal).stream()
                                .toList(),
                        d.principal().equals(TEAM)))
                .toList();
        return new Entitlements(assignments, roles, denials, Optional.of(Set.of(TEAM)), Optional.empty());
    }

    private static DenyAssignment.Principal principal(String id) {
        return new DenyAssignment.Principal(
                id, id.equals(TEAM) ? "Group" : id.equals(EVERYONE) ? "SystemDefined" : "User");
    }

    private static List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        for (String scope : SCOPES) {
            for (String principal : List.of(ME, TEAM, OTHER)) {
                PATTERNS.forEach(permission -> grants.add(new Grant(scope, principal, permission)));
            }
        }
        return grants;
    }

    private static List<Optional<Denial>> denials() {
        List<Optional<Denial>> denials = new ArrayList<>(List.of(Optional.empty()));
        for (String scope : SCOPES.subList(1, SCOPES.size())) {
            for (boolean here : new boolean[] {true, false}) {
                for (String principal : List.of(ME, TEAM, OTHER, EVERYONE)) {
                    for (Optional<String> except :
                            List.of(Optional.<String>empty(), Optional.of(ME), Optional.of(TEAM))) {
                        PATTERNS.subList(0, 4)
                                .forEach(permission -> denials.add(
                                        Optional.of(new Denial(scope, here, principal, except, permission))));
                    }
                }
            }
        }
        return denials;
    }

    /** The other kind: no evaluation, only sets written out. */
    private static final class Naive {
        private static final Map<String, Set<VmId>> BELOW = Map.of(
                SCOPES.get(0), Set.of(WEB, DB),
                SCOPES.get(1), Set.of(WEB, DB),
                SCOPES.get(2), Set.of(WEB),
                SCOPES.get(3), Set.of(DB),
                SCOPES.get(4), Set.of(WEB, DB));
        private static final Map<String, Set<VmId>> AT = Map.of(
                SCOPES.get(0), Set.of(),
                SCOPES.get(1), Set.of(),
                SCOPES.get(2), Set.of(WEB),
                SCOPES.get(3), Set.of(DB),
                SCOPES.get(4), Set.of());
        private static final Map<String, Set<String>> WHO = Map.of(
                ME, Set.of(ME),
                OTHER, Set.of(OTHER),
                TEAM, Set.of(ME),
                EVERYONE, Set.of(ME, OTHER));
        private static final Map<Permission, Set<String>> NAMED =
                PATTERNS.stream().collect(Collectors.toMap(p -> p, Naive::named));

        /** What may be done where, each action on each VM being a number. */
        static BitSet allowed(List<Grant> grants, Optional<Denial> denial) {
            BitSet all = new BitSet();
            for (Grant grant : grants) {
                if (WHO.get(grant.principal()).contains(ME)) {
                    all.or(product(NAMED.get(grant.permission()), BELOW.get(grant.scope())));
                }
            }
            denial.ifPresent(d -> {
                Set<String> whom = new HashSet<>(WHO.get(d.principal()));
                d.except().ifPresent(except -> whom.removeAll(WHO.get(except)));
                if (whom.contains(ME)) {
                    all.andNot(product(NAMED.get(d.permission()), (d.here() ? AT : BELOW).get(d.scope())));
                }
            });
            return all;
        }

        private static Set<String> named(Permission permission) {
            Set<String> named = new HashSet<>(matching(permission.actions()));
            named.removeAll(matching(permission.notActions()));
            return named;
        }

        private static Set<String> matching(List<String> patterns) {
            Set<String> matching = new HashSet<>();
            for (String pattern : patterns) {
                Pattern regex =
                        Pattern.compile(pattern.replace(".", "\\.").replace("*", ".*"), Pattern.CASE_INSENSITIVE);
                ACTIONS.stream().filter(a -> regex.matcher(a).matches()).forEach(matching::add);
            }
            return matching;
        }

        private static BitSet product(Set<String> actions, Set<VmId> vms) {
            BitSet product = new BitSet();
            actions.forEach(action -> vms.forEach(vm -> product.set(number(action, vm))));
            return product;
        }

        static int number(String action, VmId vm) {
            return ACTIONS.indexOf(action) * VMS.size() + VMS.indexOf(vm);
        }
    }
}
