package io.postern.approval.domain.rbac;

import static io.postern.approval.Requests.GROUP;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SUBSCRIPTION;

import io.postern.approval.Roles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rights in the short form of {@code azure-rbac-cases.txt}. */
final class WrittenRights {
    private static final Pattern ROW = Pattern.compile("(.*) @ (\\S+) -> (\\S+)(?: except (\\S+))?(.*)");
    private static final Pattern BRACKET = Pattern.compile("\\[([^\\]]*)\\]");
    private static final String VMS = GROUP + "/providers/Microsoft.Compute/virtualMachines/";
    private static final Map<String, String> SCOPES = Map.ofEntries(
            Map.entry("/", "/"),
            Map.entry("MG", "/providers/Microsoft.Management/managementGroups/contoso-root"),
            Map.entry("S", "/subscriptions/" + SUBSCRIPTION),
            Map.entry("RG", GROUP),
            Map.entry("RG-SHOUTING", GROUP.toUpperCase(Locale.ROOT)),
            Map.entry("VM", VMS + "web-1"),
            Map.entry("S2", "/subscriptions/00000000-0000-0000-0000-000000000002"),
            Map.entry("RG2", "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/fabrikam"),
            Map.entry("RG-PREFIX", GROUP.substring(0, GROUP.length() - 1)),
            Map.entry("VM2", VMS + "db-1"),
            Map.entry("VM-PREFIX", VMS + "web-10"),
            Map.entry("EXT", VMS + "web-1/extensions/monitor"),
            Map.entry("NIC", GROUP + "/providers/Microsoft.Network/networkInterfaces/web-1-nic"),
            Map.entry("NOWHERE", ""));
    private static final Map<String, String> BUILT_IN = Map.of(
            "Owner", "[*]",
            "Contributor",
                    "[* -Microsoft.Authorization/*/Delete -Microsoft.Authorization/*/Write"
                            + " -Microsoft.Authorization/elevateAccess/Action]",
            "Reader", "[*/read]",
            "SecurityAdmin", "[Microsoft.Authorization/*/read Microsoft.Security/* Microsoft.Support/*]",
            "SecurityReader", "[Microsoft.Authorization/*/read Microsoft.Security/*/read]",
            "VmContributor", "[Microsoft.Authorization/*/read Microsoft.Compute/virtualMachines/*]",
            "UserAccessAdmin", "[*/read Microsoft.Authorization/* Microsoft.Support/*]",
            "JitRequester",
                    "[INITIATE Microsoft.Security/locations/jitNetworkAccessPolicies/*/read"
                            + " Microsoft.Compute/virtualMachines/read Microsoft.Network/networkInterfaces/*/read"
                            + " Microsoft.Network/publicIPAddresses/read]");
    private static final Map<String, DenyAssignment.Principal> PRINCIPALS = Map.of(
            "me", new DenyAssignment.Principal(REQUESTER.oid(), "User"),
            "me-untyped", new DenyAssignment.Principal(REQUESTER.oid(), ""),
            "other", new DenyAssignment.Principal("22222222-0000-0000-0000-000000000009", "User"),
            "group", new DenyAssignment.Principal("33333333-0000-0000-0000-000000000001", "Group"),
            "foreign", new DenyAssignment.Principal("33333333-0000-0000-0000-000000000002", "ForeignGroup"),
            "sp", new DenyAssignment.Principal("44444444-0000-0000-0000-000000000001", "ServicePrincipal"),
            "untyped", new DenyAssignment.Principal("44444444-0000-0000-0000-000000000002", ""),
            "everyone", new DenyAssignment.Principal("00000000-0000-0000-0000-000000000000", "SystemDefined"));

    private WrittenRights() {}

    static String action(String word) {
        return word.equals("initiate") ? Roles.INITIATE : Roles.READ_VM;
    }

    static Entitlements of(String allows, String denies, String groups) {
        List<RoleAssignment> assignments = new ArrayList<>();
        Map<String, RoleDefinition> roles = new HashMap<>();
        for (Matcher row : rows(allows)) {
            String id = "role-" + assignments.size();
            if (!row.group(1).equals("Unreadable")) {
                roles.put(id, new RoleDefinition(id, permissions(BUILT_IN.getOrDefault(row.group(1), row.group(1)))));
            }
            DenyAssignment.Principal holder = principal(row.group(3));
            assignments.add(new RoleAssignment(
                    scope(row), id, holder.id(), holder.type(), row.group(5).contains("if")));
        }
        List<DenyAssignment> denials = rows(denies).stream()
                .map(row -> new DenyAssignment(
                        "denial",
                        scope(row),
                        row.group(5).contains("here"),
                        permissions(row.group(1)),
                        principals(row.group(3)),
                        principals(row.group(4)),
                        row.group(5).contains("listed")))
                .toList();
        Optional<Set<String>> known = groups.equals("?")
                ? Optional.empty()
                : Optional.of(principals(groups.isEmpty() ? null : groups).stream()
                        .map(DenyAssignment.Principal::id)
                        .collect(Collectors.toSet()));
        return new Entitlements(assignments, roles, denials, known, Optional.empty());
    }

    private static List<Matcher> rows(String written) {
        return Arrays.stream(written.split(";"))
                .map(String::strip)
                .filter(row -> !row.isEmpty())
                .map(row -> {
                    Matcher matcher = ROW.matcher(row);
                    if (!matcher.matches()) {
                        throw new IllegalArgumentException(row);
                    }
                    return matcher;
                })
                .toList();
    }

    private static String scope(Matcher row) {
        return Optional.ofNullable(SCOPES.get(row.group(2))).orElseThrow();
    }

    private static List<DenyAssignment.Principal> principals(@Nullable String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(",")).map(WrittenRights::principal).toList();
    }

    private static DenyAssignment.Principal principal(String name) {
        return Optional.ofNullable(PRINCIPALS.get(name)).orElseThrow();
    }

    private static List<Permission> permissions(String brackets) {
        List<Permission> permissions = new ArrayList<>();
        Matcher bracket = BRACKET.matcher(brackets);
        while (bracket.find()) {
            List<String> words = Arrays.stream(bracket.group(1).split(" "))
                    .filter(word -> !word.isEmpty())
                    .map(word -> word.replaceFirst("^(-?)INITIATE$", "$1" + Roles.INITIATE))
                    .toList();
            permissions.add(new Permission(
                    words.stream().filter(word -> !word.startsWith("-")).toList(),
                    words.stream()
                            .filter(word -> word.startsWith("-"))
                            .map(word -> word.substring(1))
                            .toList()));
        }
        return permissions;
    }
}
