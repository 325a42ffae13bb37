package io.postern.enforcer.adapter.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleJsonTest {
    @Test
    void anAnswerThatListsNoRulesIsNotAnNsgWithoutRules() throws JsonProcessingException {
        var answer = new ObjectMapper().readTree("{\"id\":\"%s\",\"properties\":{}}".formatted(World.NSG));

        assertThatThrownBy(() -> RuleJson.nsg(answer, Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bothFormsOfAFieldAreReadAndUnknownOnesDoNotHurt() throws JsonProcessingException {
        ObservedNsg nsg = RuleJson.nsg(new ObjectMapper().readTree("""
                        {"id":"%s","properties":{"flushConnection":true,"securityRules":[
                          {"name":"One","etag":"W/1","properties":{"priority":200,"direction":"Inbound","access":"Deny",
                            "protocol":"*","sourceAddressPrefix":"*","sourceAddressPrefixes":[],"sourcePortRange":"*",
                            "destinationAddressPrefixes":["10.0.0.4","10.0.0.5"],"destinationPortRanges":["22","80-81"],
                            "newField":{}}},
                          {"name":"Two","properties":{"priority":100,"direction":"Outbound","access":"Allow",
                            "protocol":"Tcp","sourceApplicationSecurityGroups":[{"id":"x"}],"sourcePortRange":"*",
                            "destinationAddressPrefix":"Internet","destinationPortRange":"443"}}]}}
                        """.formatted(World.NSG)), Instant.EPOCH);

        assertThat(nsg.rules())
                .containsExactly(
                        new SecurityRule(
                                "Two",
                                100,
                                false,
                                Access.ALLOW,
                                "Tcp",
                                List.of(),
                                List.of("*"),
                                List.of("Internet"),
                                List.of("443"),
                                "",
                                false,
                                List.of("x"),
                                List.of()),
                        new SecurityRule(
                                "One",
                                200,
                                true,
                                Access.DENY,
                                "*",
                                List.of("*"),
                                List.of("*"),
                                List.of("10.0.0.4", "10.0.0.5"),
                                List.of("22", "80-81"),
                                "",
                                true));
    }
}
