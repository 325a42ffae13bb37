package io.postern.emulator.arm;

import static io.postern.emulator.Azure.GROUP;
import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.http.Json;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocksHttpTest {
    private static final Azure AZURE = Azure.started();
    private static final String RULE = WEB + "/securityRules/ssh";
    private static final String LOCK = "/providers/Microsoft.Authorization/locks/keep";

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    @BeforeEach
    void aRule() {
        AZURE.put(RULE, rule(200));
    }

    @AfterEach
    void noLocks() {
        for (String scope : new String[] {GROUP, WEB, RULE}) {
            AZURE.delete(scope + LOCK);
        }
    }

    private static ObjectNode level(String level) {
        ObjectNode lock = Json.object();
        lock.putObject("properties").put("level", level).put("notes", "ask us");
        return lock;
    }

    @ParameterizedTest
    @ValueSource(strings = {GROUP, WEB, RULE})
    void whatLiesUnderALockMayBeChangedButNotDeleted(String scope) {
        assertThat(AZURE.put(scope + LOCK, level("CanNotDelete")).status()).isEqualTo(201);

        Answer delete = AZURE.delete(RULE);

        assertThat(delete.status()).isEqualTo(409);
        assertThat(delete.code()).isEqualTo("ScopeLocked");
        assertThat(delete.message())
                .contains("'" + RULE + "'")
                .contains("cannot perform delete operation")
                .contains("'" + scope + "'");
        assertThat(AZURE.put(RULE, rule(200)).status()).isEqualTo(200);
        assertThat(AZURE.get(RULE).status()).isEqualTo(200);
        assertThat(AZURE.delete(scope + LOCK).status()).isEqualTo(200);
        assertThat(AZURE.delete(RULE).status()).isEqualTo(202);
    }

    @Test
    void aLockOfOneRuleLeavesTheOthersAlone() {
        AZURE.put(RULE + LOCK, level("CanNotDelete"));
        AZURE.put(WEB + "/securityRules/ssh2", rule(201));

        assertThat(AZURE.delete(WEB + "/securityRules/ssh2").status()).isEqualTo(202);
        assertThat(AZURE.put(WEB, AZURE.get(WEB).body()).status()).isEqualTo(200);
    }

    @Test
    void whatIsReadOnlyCanOnlyBeRead() {
        AZURE.put(WEB + LOCK, level("readonly"));

        Answer put = AZURE.put(RULE, rule(200));

        assertThat(put.code()).isEqualTo("ScopeLocked");
        assertThat(put.message()).contains("cannot perform write operation");
        assertThat(AZURE.put(WEB, AZURE.get(WEB).body()).status()).isEqualTo(409);
        assertThat(AZURE.delete(RULE).status()).isEqualTo(409);
        assertThat(AZURE.get(RULE).status()).isEqualTo(200);
        assertThat(AZURE.put(Azure.NSGS + "/data-nsg/securityRules/ssh", rule(200))
                        .status())
                .isLessThan(300);
        assertThat(AZURE.as("postern-enforcer", "DELETE", RULE, "").code()).isEqualTo("ScopeLocked");
        assertThat(AZURE.as("outsider", "DELETE", RULE, "").code()).isEqualTo("AuthorizationFailed");
    }

    @Test
    void locksAreShownAtTheirScopeAndAroundIt() {
        AZURE.put(GROUP + LOCK, level("CanNotDelete"));

        JsonNode lock = AZURE.get(GROUP + LOCK).body();

        assertThat(lock.at("/properties/level").asText()).isEqualTo("CanNotDelete");
        assertThat(lock.at("/properties/notes").asText()).isEqualTo("ask us");
        assertThat(lock.path("name").asText()).isEqualTo("keep");
        for (String scope : new String[] {GROUP, WEB}) {
            assertThat(AZURE.get(scope + LOCK.replace("/keep", "")).body().path("value"))
                    .hasSize(1);
        }
        assertThat(AZURE.put(GROUP + LOCK, level("ReadOnly")).status()).isEqualTo(200);
        assertThat(AZURE.get(WEB + LOCK).code()).isEqualTo("LockNotFound");
        assertThat(AZURE.delete(WEB + LOCK).status()).isEqualTo(204);
    }

    @Test
    void aLockIsForThoseWhoMaySetItAtSomethingThatIsThere() {
        assertThat(AZURE.as(
                                "postern-enforcer",
                                "PUT",
                                WEB + LOCK,
                                level("ReadOnly").toString())
                        .status())
                .isEqualTo(403);
        assertThat(AZURE.put(WEB + LOCK, level("NotSpecified")).status()).isEqualTo(400);
        assertThat(AZURE.put(WEB + "-gone" + LOCK, level("ReadOnly")).status()).isEqualTo(404);
        assertThat(AZURE.as("admin", "PATCH", WEB + LOCK, "{}").status()).isEqualTo(405);
        assertThat(AZURE.put(WEB + LOCK.replace("/keep", ""), level("ReadOnly")).status())
                .isEqualTo(405);
    }

    @Test
    void aLockSurvivesARestart(@TempDir Path directory) {
        EmulatorSettings settings = EmulatorSettings.forTests().withState(directory.resolve("state.json"));
        try (Azure azure = Azure.started(settings)) {
            azure.put(WEB + LOCK, level("ReadOnly"));
        }

        try (Azure azure = Azure.started(settings)) {
            assertThat(azure.put(RULE, rule(200)).code()).isEqualTo("ScopeLocked");
        }
    }

    @Test
    void aGroupHoldsFourThousandAddressesOnEachSide() {
        String group = Azure.NSGS + "/roomy-nsg";
        AZURE.put(group, Json.object().put("location", "westeurope"));
        Answer many = AZURE.put(group + "/securityRules/many", from(4000));
        assertThat(many.status()).as(many.message()).isEqualTo(201);

        Answer one = AZURE.put(group + "/securityRules/one", rule(3001));

        assertThat(one.status()).isEqualTo(400);
        assertThat(one.message()).contains("4000").contains("source");
        assertThat(AZURE.put(group + "/securityRules/many", from(3900)).status())
                .isEqualTo(200);
        assertThat(AZURE.put(group + "/securityRules/one", rule(3001)).status()).isEqualTo(201);
    }

    private static ObjectNode from(int addresses) {
        ObjectNode many = rule(3000);
        ObjectNode properties = many.withObjectProperty("properties");
        properties.remove("sourceAddressPrefix");
        IntStream.range(0, addresses)
                .mapToObj(i -> "198.18." + i / 250 + "." + i % 250)
                .forEach(properties.putArray("sourceAddressPrefixes")::add);
        return many;
    }
}
