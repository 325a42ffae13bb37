package io.postern.approval.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.postern.approval.adapter.azure.Remembered.Dated;
import io.postern.approval.app.Memberships;
import io.postern.approval.app.NobodyKnown;
import io.postern.approval.app.RightsUnknown;
import io.postern.arm.ArmFailure;
import io.postern.arm.ArmResponse;
import io.postern.arm.GraphClient;
import io.postern.contracts.id.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** Asks Microsoft Graph which security groups a person is in, those that these lie in included. */
public final class GraphMemberships implements Memberships {
    private static final int MOST_KEPT = 10_000;
    private static final JsonNode SECURITY_GROUPS =
            JsonNodeFactory.instance.objectNode().put("securityEnabledOnly", true);

    private final GraphClient graph;
    private final Remembered<PersonId, Set<String>> known;

    /** @param background asks about who is in use ahead of time; a refusal is no harm */
    public GraphMemberships(GraphClient graph, Executor background) {
        this.graph = graph;
        this.known = new Remembered<>(
                "a person's groups", MOST_KEPT, (person, _, now) -> new Dated<>(read(person), now), background);
    }

    @Override
    public Set<String> of(PersonId person, Duration maxAge, Instant now) {
        return known.get(person, maxAge, now).value();
    }

    @Override
    public Optional<Set<String>> known(PersonId person, Duration maxAge, Instant now) {
        return known.known(person, maxAge, now).map(Dated::value);
    }

    private Set<String> read(PersonId person) {
        try {
            ArmResponse answer = graph.post("/v1.0/users/" + person.oid() + "/getMemberGroups", SECURITY_GROUPS);
            if (answer.isNotFound()) {
                String code = answer.errorCode().orElse("Unknown");
                throw new NobodyKnown(
                        "Microsoft Graph knows no such person (" + code + ")",
                        new ArmFailure(404, code, "Graph knows no such person"));
            }
            JsonNode ids = answer.body().path("value");
            if (answer.status() != 200 || !ids.isArray()) {
                throw new ArmFailure(
                        answer.status(), answer.errorCode().orElse("Unknown"), "Graph did not tell the groups");
            }
            return ids.valueStream().map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
        } catch (ArmFailure e) {
            throw new RightsUnknown("Microsoft Graph did not tell a person's groups (" + e.code() + ")", e);
        }
    }
}
