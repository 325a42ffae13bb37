package io.postern.emulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.entra.Audience;
import io.postern.emulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphHttpTest {
    private static final Azure AZURE =
            Azure.started(EmulatorSettings.forTests().withPrincipals(Map.of("postern-approval", "s3cret")));
    private static final String USERS = "/v1.0/users/22222222-0000-0000-0000-00000000000";
    private static final String GROUPS = "/v1.0/groups/33333333-0000-0000-0000-00000000000";
    private static final String SECURITY_ONLY = "{\"securityEnabledOnly\":true}";

    @AfterEach
    void asBefore() {
        AZURE.send("DELETE", "/_emulator/directory", "");
        AZURE.send("DELETE", "/_emulator/faults", "");
    }

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    private static Answer asked(String who, Audience audience, String method, String path, String body) {
        String token = AZURE.emulator().token(who, audience);
        return AZURE.send(method, path, body, "Authorization", "Bearer " + token);
    }

    private static Answer get(String path) {
        return asked("postern-approval", Audience.GRAPH, "GET", path, "");
    }

    private static Answer groupsOf(String user) {
        return asked("postern-approval", Audience.GRAPH, "POST", USERS + user + "/getMemberGroups", SECURITY_ONLY);
    }

    private static List<String> ends(JsonNode ids) {
        return ids.valueStream()
                .map(id -> id.isTextual() ? id.asText() : id.path("id").asText())
                .map(id -> id.substring(id.length() - 1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 1", "3, 1 2", "6, ''", "7, 5 4", "8, 1"})
    void aPersonsGroupsAreToldWithThoseThatTheseLieIn(String user, String groups) {
        Answer answer = groupsOf(user);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(String.join(" ", ends(answer.body().path("value")))).isEqualTo(groups);
    }

    @Test
    void theTokenMustBeForGraphAndAskedForWithItsSecret() {
        String path = USERS + "1/getMemberGroups";
        Answer forArm = asked("postern-approval", Audience.AZURE, "POST", path, SECURITY_ONLY);

        assertThat(forArm.status()).isEqualTo(401);
        assertThat(forArm.code()).isEqualTo("InvalidAuthenticationToken");
        assertThat(asked("postern-approval", Audience.POSTERN, "GET", GROUPS + "1", "")
                        .status())
                .isEqualTo(401);
        assertThat(AZURE.send("POST", path, SECURITY_ONLY).status()).isEqualTo(401);
        assertThat(asked("postern-approval", Audience.GRAPH, "GET", Azure.GROUP + "?api-version=2022-04-01", "")
                        .status())
                .isEqualTo(401);

        Answer token = AZURE.send(
                "POST",
                "/" + Azure.TENANT + "/oauth2/v2.0/token",
                "grant_type=client_credentials&client_id=postern-approval&client_secret=s3cret"
                        + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default");
        assertThat(AZURE.send(
                                "GET",
                                GROUPS + "1",
                                "",
                                "Authorization",
                                "Bearer " + token.body().path("access_token").asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoWasNotPermittedIsRefused() {
        for (String who : List.of("postern-enforcer", "postern-request", "admin")) {
            Answer refused = asked(who, Audience.GRAPH, "POST", USERS + "1/getMemberGroups", SECURITY_ONLY);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("Authorization_RequestDenied");
            assertThat(asked(who, Audience.GRAPH, "GET", GROUPS + "1", "").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aGroupIsReadAndItsMembersAreListedPageByPage() {
        assertThat(get(GROUPS + "5?$select=id".replace("$", "%24")).body().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("@odata.type", "id");
        assertThat(get(GROUPS + "9").code()).isEqualTo("Request_ResourceNotFound");

        Answer first = get(GROUPS + "4/transitiveMembers?%24select=id&%24top=1");
        JsonNode next = get(first.body().path("@odata.nextLink").asText()).body();

        assertThat(first.body().at("/value/0/@odata.type").asText()).isEqualTo("#microsoft.graph.user");
        assertThat(ends(first.body().path("value"))).containsExactly("7");
        assertThat(next.at("/value/0/@odata.type").asText()).isEqualTo("#microsoft.graph.group");
        assertThat(ends(next.path("value"))).containsExactly("5");
        assertThat(next.has("@odata.nextLink")).isFalse();
        assertThat(ends(get(GROUPS + "1/transitiveMembers").body().path("value")))
                .containsExactly("2", "3", "8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"securityEnabledOnly\":\"true\"}", "[]"})
    void aQuestionWithoutItsParameterIsABadRequest(String body) {
        assertThat(asked("postern-approval", Audience.GRAPH, "POST", USERS + "1/getMemberGroups", body)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        assertThat(groupsOf("9").code()).isEqualTo("Request_ResourceNotFound");
        assertThat(get(USERS + "1/getMemberGroups").status()).isEqualTo(405);
        assertThat(get(USERS + "1/photo").status()).isEqualTo(400);
        assertThat(get("/v1.0").status()).isEqualTo(400);
        assertThat(get(GROUPS + "1/transitiveMembers?%24top=1000").status()).isEqualTo(400);
    }

    @Test
    void faultOrdersStrikeGraphAndAQuestionIsNoWrite() {
        AZURE.send(
                "PUT",
                "/_emulator/faults",
                "[{\"on\":\"write\",\"status\":500},"
                        + "{\"on\":\"any\",\"path\":\"getMemberGroups\",\"status\":429,\"retryAfter\":7}]");

        Answer struck = groupsOf("1");

        assertThat(struck.status()).isEqualTo(429);
        assertThat(struck.header("Retry-After")).isEqualTo("7");
        assertThat(groupsOf("1").status()).isEqualTo(200);
        assertThat(AZURE.send("GET", "/_emulator/history", "").body().path("value"))
                .isEmpty();
        assertThat(AZURE.send("GET", "/_emulator/counters?who=postern-approval", "")
                        .body()
                        .at("/providers/Microsoft.Graph/reads")
                        .asInt())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void theDirectoryCanBeChangedAndReset() {
        ObjectNode directory =
                AZURE.send("GET", "/_emulator/directory", "").body().deepCopy();
        ((ObjectNode) directory.at("/people/0")).putArray("groups");
        ObjectNode change = Json.object();
        change.set("people", directory.path("people"));
        change.putArray("roleAssignments");

        assertThat(AZURE.send("PUT", "/_emulator/directory", change.toString()).status())
                .isEqualTo(200);
        assertThat(groupsOf("1").body().path("value")).isEmpty();
        assertThat(AZURE.get(Azure.VMS).status()).isEqualTo(403);
        assertThat(AZURE.send("PUT", "/_emulator/directory", "{\"resources\":[]}")
                        .status())
                .isEqualTo(400);
        assertThat(AZURE.send("PUT", "/_emulator/directory", "{\"people\":{}}").status())
                .isEqualTo(400);

        AZURE.send("DELETE", "/_emulator/directory", "");
        assertThat(groupsOf("1").body().path("value")).hasSize(1);
        assertThat(AZURE.get(Azure.VMS).status()).isEqualTo(200);
    }

    @Test
    void aTokenWithTooManyGroupsSaysWhereToAsk() throws Exception {
        JsonNode overage = claims("veteran");

        assertThat(overage.has("groups")).isFalse();
        assertThat(overage.at("/_claim_names/groups").asText()).isEqualTo("src1");
        assertThat(overage.at("/_claim_sources/src1/endpoint").asText()).endsWith("8/getMemberObjects");
        assertThat(overage.path("auth_time").asLong())
                .isEqualTo(overage.path("iat").asLong());

        ObjectNode directory =
                AZURE.send("GET", "/_emulator/directory", "").body().deepCopy();
        var groups = ((ObjectNode) directory.at("/people/0")).putArray("groups");
        for (int i = 0; i < 200; i++) {
            groups.add("33333333-0000-0000-0001-%012d".formatted(i));
        }
        AZURE.send("PUT", "/_emulator/directory", directory.toString());
        assertThat(claims("requester").path("groups")).hasSize(200);
        groups.add("33333333-0000-0000-0000-000000000001");
        AZURE.send("PUT", "/_emulator/directory", directory.toString());
        assertThat(claims("requester").has("_claim_names")).isTrue();
    }

    private static JsonNode claims(String who) throws Exception {
        String token = AZURE.emulator().token(who, Audience.POSTERN);
        return Json.read(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.UTF_8));
    }
}
