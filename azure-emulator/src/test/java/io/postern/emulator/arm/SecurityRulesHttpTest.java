package io.postern.emulator.arm;

import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static io.postern.emulator.Azure.ruleWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityRulesHttpTest {
    private final Azure azure = Azure.started();

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void aNewRuleIsCreatedAndAChangedOneUpdated() {
        assertThat(azure.put(WEB + "/securityRules/ssh", rule(200)).status()).isEqualTo(201);
        assertThat(azure.put(WEB + "/securityRules/SSH", rule(201)).status()).isEqualTo(200);

        Answer read = azure.get(WEB + "/securityRules/Ssh");

        assertThat(read.body().path("name").asText()).isEqualTo("ssh");
        assertThat(read.body().at("/properties/priority").asInt()).isEqualTo(201);
        assertThat(read.header("ETag")).isEqualTo(read.body().path("etag").asText());
    }

    @Test
    void foreignRulesSurviveAWriteByteForByte() {
        JsonNode before = foreign();
        azure.put(WEB + "/securityRules/ssh", rule(200));
        azure.delete(WEB + "/securityRules/ssh");

        assertThat(foreign().toString()).isEqualTo(before.toString()).contains("\"weight\":1.5", "contosoReview");
        assertThat(azure.get(WEB)
                        .body()
                        .path("properties")
                        .path("contosoBaseline")
                        .asText())
                .isEqualTo("v7");
    }

    private JsonNode foreign() {
        JsonNode rules = azure.get(WEB + "/securityRules").body().path("value").deepCopy();
        // Azure gives each rule the etag of its group, and a write to the group changes it.
        rules.forEach(rule -> ((ObjectNode) rule).remove("etag"));
        return rules;
    }

    @Test
    void unknownFieldsAndNumbersOfAWriterStay() {
        ObjectNode rule = ruleWith("x-extra", "{\"ratio\":1.500,\"big\":12345678901234567890,\"list\":[null,true]}");
        azure.put(WEB + "/securityRules/extra", rule);

        assertThat(azure.get(WEB + "/securityRules/extra").raw().body())
                .contains("\"x-extra\":{\"ratio\":1.500,\"big\":12345678901234567890,\"list\":[null,true]}");
    }

    @Test
    void aTakenPriorityIsAConflictInItsDirectionOnly() {
        Answer clash = azure.put(WEB + "/securityRules/ssh", rule(300));
        ObjectNode outbound = rule(300);
        ((ObjectNode) outbound.path("properties")).put("direction", "Outbound");

        assertThat(clash.status()).isEqualTo(400);
        assertThat(clash.code()).isEqualTo("SecurityRuleConflict");
        assertThat(clash.message())
                .isEqualTo("Security rule ssh conflicts with rule allow-https. Rules cannot have the same Priority and"
                        + " Direction. To learn more, see aka.ms/nsgrules.");
        assertThat(azure.get(WEB + "/securityRules/ssh").status()).isEqualTo(404);
        assertThat(azure.put(WEB + "/securityRules/ssh", outbound).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 4097, 0, -1, 65000})
    void aPriorityOutsideTheRangeIsRejected(int priority) {
        Answer answer = azure.put(WEB + "/securityRules/ssh", rule(priority));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("SecurityRuleInvalidPriority");
        assertThat(answer.message())
                .isEqualTo(
                        "Security rule has invalid Priority. Value provided: " + priority + " Allowed range 100-4096.");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 4096})
    void theEndsOfThePriorityRangeAreAllowed(int priority) {
        assertThat(azure.put(WEB + "/securityRules/ssh", rule(priority)).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "protocol",
                "access",
                "direction",
                "priority",
                "sourcePortRange",
                "destinationPortRange",
                "sourceAddressPrefix",
                "destinationAddressPrefix"
            })
    void aRuleWithoutARequiredFieldIsRejected(String field) {
        Answer answer = azure.put(WEB + "/securityRules/ssh", ruleWith(field, null));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("SecurityRuleParameterMissing");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "destinationPortRange, `\"70000\"`",
                "destinationPortRange, `\"30-20\"`",
                "destinationPortRange, `\"ssh\"`",
                "destinationPortRange, `22`",
                "sourceAddressPrefix, `\"10.0.0.256\"`",
                "sourceAddressPrefix, `\"10.0.0.0/33\"`",
                "sourceAddressPrefix, `\"2001:db8::/32\"`",
                "sourceAddressPrefixes, `[\"10.0.0.0/8\"]`",
                "sourceAddressPrefixes, `\"10.0.0.0/8\"`",
                "protocol, `\"Sctp\"`",
                "access, `\"Maybe\"`",
                "direction, `\"Sideways\"`",
                "priority, `\"200\"`",
                "priority, `200.5`",
            })
    void aRuleWithAnUnusableFieldIsRejected(String field, String json) {
        assertThat(azure.put(WEB + "/securityRules/ssh", ruleWith(field, json)).status())
                .isEqualTo(400);
        assertThat(azure.get(WEB + "/securityRules/ssh").status()).isEqualTo(404);
    }

    @Test
    void pluralFormsAreAccepted() {
        ObjectNode rule = rule(200);
        ObjectNode properties = (ObjectNode) rule.path("properties");
        properties
                .put("sourceAddressPrefix", "")
                .putArray("sourceAddressPrefixes")
                .add("203.0.113.7/32")
                .add("198.51.100.9");
        properties.remove("destinationPortRange");
        properties.putArray("destinationPortRanges").add("22").add("3389");

        assertThat(azure.put(WEB + "/securityRules/ssh", rule).status()).isEqualTo(201);
        assertThat(azure.packet("198.51.100.9", "web-1", 3389).path("by").asText())
                .isEqualTo("ssh");
    }

    @Test
    void namesAndDescriptionsHaveALimit() {
        String longest = "a".repeat(80);

        assertThat(azure.put(WEB + "/securityRules/" + longest, rule(200)).status())
                .isEqualTo(201);
        assertThat(azure.put(WEB + "/securityRules/" + longest + "a", rule(201)).code())
                .isEqualTo("InvalidResourceName");
        assertThat(azure.put(WEB + "/securityRules/-a", rule(201)).code()).isEqualTo("InvalidResourceName");
        assertThat(azure.put(WEB + "/securityRules/a.", rule(201)).code()).isEqualTo("InvalidResourceName");
        assertThat(azure.put(WEB + "/securityRules/a_", rule(201)).status()).isEqualTo(201);
        assertThat(azure.put(WEB + "/securityRules/d", described(140)).status()).isEqualTo(201);
        assertThat(azure.put(WEB + "/securityRules/d", described(141)).status()).isEqualTo(400);
    }

    private static ObjectNode described(int length) {
        return ruleWith("description", "\"" + "d".repeat(length) + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "{\"properties\":[]}", "{} {}", "{\"a\":1,\"a\":2}"})
    void aBodyThatIsNotOneObjectIsRejected(String body) {
        Answer answer = azure.as("admin", "PUT", WEB + "/securityRules/ssh", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).startsWith("InvalidRequest");
    }

    @Test
    void aRuleOfAGroupThatDoesNotExistIsNotFound() {
        Answer answer = azure.put(Azure.NSGS + "/none/securityRules/ssh", rule(200));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("ParentResourceNotFound");
    }

    @Test
    void deletingWhatIsNotThereIsNoContent() {
        assertThat(azure.delete(WEB + "/securityRules/none", "If-Match", "W/\"stale\"")
                        .status())
                .isEqualTo(204);
    }
}
