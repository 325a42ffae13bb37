package io.postern.approval.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.approval.app.RightsUnknown;
import io.postern.arm.ArmFailure;
import io.postern.arm.GraphClient;
import io.postern.contracts.id.PersonId;
import io.postern.policy.lint.GroupDirectory;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks Microsoft Graph who is in a group. */
public final class GraphGroups implements GroupDirectory {
    /** Nobody who wants to know whether there are enough needs more. */
    private static final int MOST = 5_000;

    private final GraphClient graph;
    private final String tenant;

    public GraphGroups(GraphClient graph, String tenant) {
        this.graph = graph;
        this.tenant = tenant;
    }

    /** @throws RightsUnknown when the directory cannot be asked */
    @Override
    public Optional<Set<PersonId>> members(String groupId) {
        if (!groupId.matches("[0-9A-Za-z-]{1,64}")) {
            return Optional.empty();
        }
        Set<PersonId> people = new HashSet<>();
        try {
            graph.each(
                    "/v1.0/groups/" + groupId + "/transitiveMembers",
                    Map.of("$select", "id", "$top", "999"),
                    member -> add(member, people));
            return Optional.of(people);
        } catch (ArmFailure e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw new RightsUnknown("Microsoft Graph did not tell the members of a group (" + e.code() + ")", e);
        }
    }

    /** The groups in between are listed beside their people. */
    private boolean add(JsonNode member, Set<PersonId> people) {
        if (member.path("@odata.type").asText("").equals("#microsoft.graph.user")) {
            people.add(new PersonId(tenant, member.path("id").asText()));
        }
        return people.size() < MOST;
    }
}
