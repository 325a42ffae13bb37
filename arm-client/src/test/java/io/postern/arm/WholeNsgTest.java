package io.postern.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WholeNsgTest {
    private static final String FOREIGN = """
            {"name":"corporate","etag":"W/1","properties":{"priority":200,"access":"Allow","weight":1.50,"new":{"a":[null]}}}""";
    private static final String OURS = """
            {"name":"postern-demo-01k3zq3v5x6y7z8a9b0c1d2e3f-abc","id":"/x","properties":{"priority":100,"direction":"Inbound",\
            "access":"Allow","sourceAddressPrefix":"203.0.113.7","unknown":true}}""";
    private static final String NSG = """
            {"id":"/nsg","tags":{"cost":"1"},"sku":{"x":12345678901234567890.10},"properties":{"flushConnection":false,\
            "securityRules":[%s,%s],"subnets":[{"id":"/s"}]},"later":"field"}""".formatted(FOREIGN, OURS);
    private static final String NAME = "postern-demo-01k3zq3v5x6y7z8a9b0c1d2e3f-abc";

    @Test
    void whatIsNotOursStaysByteForByte() {
        String written =
                WholeNsg.parse(NSG).with(List.of(NAME), List.of(), false).toString();

        assertThat(written).isEqualTo(NSG.replace("," + OURS, ""));
    }

    @Test
    void aNameIsFoundInAnyCase() {
        assertThat(rules(WholeNsg.parse(NSG).with(List.of(NAME.toUpperCase(Locale.ROOT)), List.of(), false)))
                .hasSize(1);
    }

    @Test
    void aRuleIsWrittenInItsPlaceAndANewOneAtTheEnd() throws JsonProcessingException {
        ObjectNode instead = rule(NAME.toUpperCase(Locale.ROOT));
        ObjectNode fresh = rule("fresh");

        JsonNode body = WholeNsg.parse(NSG).with(List.of(), List.of(fresh, instead), false);

        assertThat(body.at("/properties/securityRules/0")).hasToString(FOREIGN);
        assertThat(body.at("/properties/securityRules/1")).isEqualTo(instead);
        assertThat(body.at("/properties/securityRules/2")).isEqualTo(fresh);
        assertThat(rules(body)).hasSize(3);
    }

    @Test
    void theLastPriorityThatIsFreeIsTheInboundRulesOwn() {
        String nsg = """
                {"properties":{"securityRules":[{"name":"a","properties":{"priority":4096,"direction":"Inbound"}},
                {"name":"b","properties":{"priority":4095,"direction":"Outbound"}}]}}""";

        assertThat(WholeNsg.parse(nsg).lastFreePriority()).hasValue(4095);
        assertThat(WholeNsg.parse(nsg).has("A")).isTrue();
        assertThat(WholeNsg.parse(nsg).has("c")).isFalse();
    }

    @Test
    void flowsAreLookedAtAgainOnlyWhereThatIsWishedAndSomethingGoes() {
        WholeNsg nsg = WholeNsg.parse(NSG);

        assertThat(nsg.with(List.of(NAME), List.of(), true)
                        .at("/properties/flushConnection")
                        .asBoolean())
                .isTrue();
        assertThat(nsg.with(List.of(NAME), List.of(), false)
                        .at("/properties/flushConnection")
                        .asBoolean())
                .isFalse();
        assertThat(nsg.with(List.of(), List.of(), true)
                        .at("/properties/flushConnection")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aRuleThatMayNotGoBecomesADenyAndKeepsTheRest() {
        JsonNode body = WholeNsg.parse(NSG).disarmed(NAME, 4096);

        assertThat(body)
                .hasToString(
                        ("{\"name\":\"" + NAME + "\",\"properties\":{\"priority\":4096,"
                                + "\"direction\":\"Inbound\",\"access\":\"Deny\",\"sourceAddressPrefix\":\"203.0.113.7\",\"unknown\":true}}"));
    }

    @Test
    void whatIsNoNsgIsNotWritten() {
        assertThatThrownBy(() -> WholeNsg.parse("{\"properties\":{}}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WholeNsg.parse("<html>")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WholeNsg.parse(NSG).disarmed("other", 4096))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ObjectNode rule(String name) throws JsonProcessingException {
        return (ObjectNode)
                new ObjectMapper().readTree("{\"name\":\"" + name + "\",\"properties\":{\"priority\":150}}");
    }

    private static Iterable<JsonNode> rules(JsonNode body) {
        return body.at("/properties/securityRules");
    }
}
