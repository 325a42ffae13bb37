package io.postern.enforcer.adapter.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.net.Protocol;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.RuleShape;
import java.time.Instant;
import java.util.List;
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
        String written = new WholeNsg(NSG).with(List.of(NAME), List.of(), false).toString();

        assertThat(written).isEqualTo(NSG.replace("," + OURS, ""));
    }

    @Test
    void aNameIsFoundInAnyCase() {
        assertThat(rules(new WholeNsg(NSG).with(List.of(NAME.toUpperCase(java.util.Locale.ROOT)), List.of(), false)))
                .hasSize(1);
    }

    @Test
    void aRuleOfOursIsWrittenInItsPlaceAndANewOneAtTheEnd() {
        GrantId grant = GrantId.next();
        RuleWrite instead = write(new RuleName.Opening(
                "demo", new GrantId("01k3zq3v5x6y7z8a9b0c1d2e3f"), Instant.ofEpochSecond(Long.parseLong("abc", 36))));
        RuleWrite fresh = write(new RuleName.Opening("demo", grant, Instant.ofEpochSecond(2_000_000_000)));

        JsonNode body = new WholeNsg(NSG).with(List.of(), List.of(fresh, instead), false);

        assertThat(body.at("/properties/securityRules/0")).hasToString(FOREIGN);
        assertThat(body.at("/properties/securityRules/1/name")).hasToString("\"" + NAME + "\"");
        assertThat(body.at("/properties/securityRules/1/properties/unknown").isMissingNode())
                .isTrue();
        assertThat(body.at("/properties/securityRules/2"))
                .hasToString(RuleJson.of(fresh).toString());
        assertThat(rules(body)).hasSize(3);
    }

    @Test
    void flowsAreLookedAtAgainOnlyWhereThatIsWishedAndSomethingGoes() {
        WholeNsg nsg = new WholeNsg(NSG);

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
        JsonNode body = new WholeNsg(NSG).disarmed(NAME, 4096);

        assertThat(body)
                .hasToString(
                        ("{\"name\":\"" + NAME + "\",\"properties\":{\"priority\":4096,"
                                + "\"direction\":\"Inbound\",\"access\":\"Deny\",\"sourceAddressPrefix\":\"203.0.113.7\",\"unknown\":true}}"));
    }

    @Test
    void whatIsNoNsgIsNotWritten() {
        assertThatThrownBy(() -> new WholeNsg("{\"properties\":{}}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WholeNsg("<html>")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WholeNsg(NSG).disarmed("other", 4096))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RuleWrite write(RuleName.Opening name) {
        return new RuleWrite(
                RuleWrite.Kind.ADD,
                name,
                World.VM,
                150,
                new RuleShape(
                        Access.ALLOW, Protocol.TCP, List.of("203.0.113.7/32"), List.of("10.0.0.4"), List.of("22")));
    }

    private static Iterable<JsonNode> rules(JsonNode body) {
        return body.at("/properties/securityRules");
    }
}
