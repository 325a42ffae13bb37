package io.postern.emulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Members.Kind;
import io.postern.emulator.world.Members.Member;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code /v1.0/users/{id}/getMemberGroups}, {@code /v1.0/groups/{id}} and {@code /v1.0/groups/{id}/transitiveMembers}. */
public final class GraphEndpoints {
    private static final int MOST_GROUPS = 11_000;
    private static final Set<String> READ_GROUPS =
            Set.of("GroupMember.Read.All", "Group.Read.All", "Directory.Read.All");
    private static final Set<String> READ_USERS = Set.of("User.ReadBasic.All", "User.Read.All", "Directory.Read.All");

    private final Directory directory;

    public GraphEndpoints(Directory directory) {
        this.directory = directory;
    }

    /** Whether a path is Microsoft Graph's. */
    public static boolean owns(Call call) {
        return call.is(0, "v1.0");
    }

    /** Answers one request. */
    public Reply answer(Call call, GraphIdentity identity) {
        try {
            return switch (identity) {
                case GraphIdentity.Refused(String message) ->
                    throw new GraphError(401, "InvalidAuthenticationToken", message);
                case GraphIdentity.Known known -> routed(call, known.roles());
            };
        } catch (GraphError refused) {
            return refused.reply(call);
        }
    }

    private Reply routed(Call call, Set<String> roles) {
        int depth = call.segments().size();
        if (depth == 4 && call.is(1, "users") && call.is(3, "getMemberGroups")) {
            require(call, "POST");
            require(roles, READ_USERS);
            require(roles, READ_GROUPS);
            return memberGroups(call);
        }
        if (depth == 3 && call.is(1, "groups")) {
            require(call, "GET");
            require(roles, READ_GROUPS);
            return Reply.of(200, selected(call, view(group(call))));
        }
        if (depth == 4 && call.is(1, "groups") && call.is(3, "transitiveMembers")) {
            require(call, "GET");
            require(roles, READ_GROUPS);
            return transitiveMembers(call);
        }
        String last = call.segments().getLast();
        throw new GraphError(400, "BadRequest", "Resource not found for the segment '" + last + "'.");
    }

    private Reply memberGroups(Call call) {
        String id = call.segments().get(2);
        boolean securityOnly = securityEnabledOnly(call);
        Member user = directory.members().find(Kind.USER, id).orElseThrow(() -> GraphError.absent(id));
        List<String> groups = directory.members().groupsOf(user.oid(), securityOnly);
        if (groups.size() > MOST_GROUPS) {
            throw new GraphError(400, "Directory_ResultSizeLimitExceeded", "The result is too large.");
        }
        ObjectNode body = Json.object().put("@odata.context", call.base() + "/v1.0/$metadata#Collection(Edm.String)");
        groups.forEach(body.putArray("value")::add);
        return Reply.of(200, body);
    }

    private static boolean securityEnabledOnly(Call call) {
        try {
            JsonNode flag = call.json().path("securityEnabledOnly");
            if (flag.isBoolean()) {
                return flag.asBoolean();
            }
        } catch (IOException malformed) {
            throw GraphError.badRequest("Unable to read JSON request payload.");
        }
        throw GraphError.badRequest("The parameter 'securityEnabledOnly' is missing or no boolean.");
    }

    private Reply transitiveMembers(Call call) {
        List<Member> all = directory.members().under(group(call).oid());
        int from = number(call, "$skiptoken", 0, Integer.MAX_VALUE);
        int to = (int) Math.min(all.size(), (long) from + number(call, "$top", 100, 999));
        ObjectNode body = Json.object().put("@odata.context", call.base() + "/v1.0/$metadata#directoryObjects");
        var value = body.putArray("value");
        all.subList(Math.min(from, to), to).forEach(member -> value.add(selected(call, view(member))));
        if (to < all.size()) {
            body.put("@odata.nextLink", call.link("$skiptoken", Integer.toString(to)));
        }
        return Reply.of(200, body);
    }

    private static int number(Call call, String parameter, int absent, int most) {
        String text = call.query(parameter).orElse(Integer.toString(absent));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > most) {
            throw GraphError.badRequest("Invalid value '" + text + "' of " + parameter + ".");
        }
        return Integer.parseInt(text);
    }

    private Member group(Call call) {
        String id = call.segments().get(2);
        return directory.members().find(Kind.GROUP, id).orElseThrow(() -> GraphError.absent(id));
    }

    private static ObjectNode view(Member member) {
        ObjectNode view = Json.object();
        view.put(
                "@odata.type",
                switch (member.kind()) {
                    case USER -> "#microsoft.graph.user";
                    case GROUP -> "#microsoft.graph.group";
                    case PRINCIPAL -> "#microsoft.graph.servicePrincipal";
                });
        view.put("id", member.oid()).put("displayName", member.name());
        if (member.kind() == Kind.GROUP) {
            view.put("securityEnabled", member.securityEnabled());
        }
        return view;
    }

    /** {@code $select} leaves out what it does not name, but for what marks the type. */
    private static ObjectNode selected(Call call, ObjectNode view) {
        call.query("$select").ifPresent(names -> {
            Set<String> wanted = Set.of(names.replace(" ", "").split(","));
            view.retain(view.properties().stream()
                    .map(java.util.Map.Entry::getKey)
                    .filter(name -> name.startsWith("@") || wanted.contains(name))
                    .toList());
        });
        return view;
    }

    private static void require(Call call, String method) {
        if (!call.method().equals(method)) {
            throw new GraphError(405, "Request_BadRequest", "Specified HTTP method is not allowed for the target.");
        }
    }

    private static void require(Set<String> roles, Set<String> oneOf) {
        if (roles.stream().noneMatch(oneOf::contains)) {
            throw GraphError.notPermitted();
        }
    }
}
