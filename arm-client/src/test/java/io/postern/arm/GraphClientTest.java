package io.postern.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.postern.arm.StubServer.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GraphClientTest {
    private static final String MEMBERS = "/v1.0/groups/g/transitiveMembers";

    private StubServer graph;

    @AfterEach
    void stop() {
        if (graph != null) {
            graph.close();
        }
    }

    private GraphClient client(Function<StubServer.Request, Reply> answer) throws Exception {
        graph = StubServer.start(answer);
        return new GraphClient(graph.uri(), ArmPipeline.of(SentOnce.within(Duration.ofSeconds(2))));
    }

    @Test
    void aQuestionIsPostedWithoutAnApiVersion() throws Exception {
        client(_ -> Reply.ok("{\"value\":[]}"))
                .post(
                        "/v1.0/users/u/getMemberGroups",
                        JsonNodeFactory.instance.objectNode().put("securityEnabledOnly", true));

        StubServer.Request asked = graph.requests().getFirst();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/v1.0/users/u/getMemberGroups");
        assertThat(asked.body()).isEqualTo("{\"securityEnabledOnly\":true}");
    }

    @Test
    void aListIsReadOverItsPagesUntilTheReaderHasEnough() throws Exception {
        GraphClient client = client(asked -> Reply.ok(
                asked.uri().contains("skip")
                        ? "{\"value\":[3,4]}"
                        : "{\"value\":[1,2],\"@odata.nextLink\":\"" + graph.uri() + MEMBERS + "?$skiptoken=skip\"}"));
        List<Integer> all = new ArrayList<>();
        List<Integer> some = new ArrayList<>();

        client.each(MEMBERS, Map.of("$select", "id", "$top", "2"), item -> all.add(item.asInt()));
        client.each(MEMBERS, Map.of(), item -> some.add(item.asInt()) && some.size() < 2);

        assertThat(all).containsExactly(1, 2, 3, 4);
        assertThat(some).containsExactly(1, 2);
        assertThat(graph.requests()).hasSize(3);
        assertThat(graph.requests().getFirst().uri()).isEqualTo(MEMBERS + "?$select=id&$top=2");
    }

    @Test
    void aListThatBreaksOffOrLeadsAwayIsAFailure() throws Exception {
        GraphClient client = client(asked -> asked.uri().contains("away")
                ? Reply.ok("{\"value\":[],\"@odata.nextLink\":\"https://elsewhere.example/v1.0\"}")
                : new Reply(403, "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}", Map.of()));

        assertThatThrownBy(() -> client.each(MEMBERS, Map.of(), _ -> true))
                .isInstanceOfSatisfying(ArmFailure.class, failure -> {
                    assertThat(failure.status()).isEqualTo(403);
                    assertThat(failure.code()).isEqualTo("Authorization_RequestDenied");
                });
        assertThatThrownBy(() -> client.each("/v1.0/away", Map.of(), _ -> true)).hasMessageContaining("leads away");
    }

    @Test
    void theSameCallerAsksForATokenOfGraphs() {
        ArmSettings arm = new ArmSettings(
                URI.create("https://management.azure.com"),
                URI.create("https://login.microsoftonline.com"),
                "tenant-1",
                Optional.of("postern-approval"),
                Optional.empty(),
                Duration.ofSeconds(5));

        ArmSettings there = arm.at(URI.create("https://localhost:8493"), URI.create("https://graph.microsoft.com/"));

        assertThat(there.scope()).isEqualTo("https://graph.microsoft.com/.default");
        assertThat(there.endpoint()).isEqualTo(URI.create("https://localhost:8493"));
        assertThat(there.clientId()).contains("postern-approval");
    }
}
