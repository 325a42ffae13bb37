package io.postern.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WholeFirewallTest {
    private static final String NAME = "postern-demo-01k3zq3v5x6y7z8a9b0c1d2e3f-abc";
    private static final String FOREIGN_NAT = """
            {"name":"web","id":"/x","properties":{"priority":300,"weight":1.50,"rules":[{"new":{"a":[null]}}]}}""";
    private static final String FOREIGN_NETWORK = """
            {"name":"outbound","properties":{"priority":400,"action":{"type":"Deny"}}}""";
    private static final String OURS = "{\"name\":\"" + NAME + "\",\"properties\":{\"priority\":100}}";
    private static final String FIREWALL = """
            {"id":"/fw","zones":["1"],"properties":{"provisioningState":"Succeeded","ipConfigurations":[{"x":1.10}],\
            "natRuleCollections":[%s,%s],"networkRuleCollections":[%s,%s],"later":"field"}}""".formatted(FOREIGN_NAT, OURS, OURS, FOREIGN_NETWORK);

    @Test
    void ofOurNameBothCollectionsGoAndTheRestStaysByteForByte() {
        WholeFirewall before = WholeFirewall.parse(FIREWALL);

        String written = before.without(List.of(NAME.toUpperCase(Locale.ROOT))).toString();

        assertThat(written).isEqualTo(FIREWALL.replace("," + OURS, "").replace(OURS + ",", ""));
        assertThat(before.has(NAME)).isTrue();
        assertThat(WholeFirewall.parse(written).has(NAME)).isFalse();
    }

    @Test
    void aCollectionIsWrittenInItsPlaceAndANewOneAtTheEnd() {
        ObjectNode instead = (ObjectNode) Exchange.parse("{\"name\":\"" + NAME + "\",\"properties\":{}}");
        ObjectNode fresh = (ObjectNode) Exchange.parse("{\"name\":\"fresh\"}");

        ObjectNode body = WholeFirewall.parse(FIREWALL).with(List.of(), List.of(fresh), List.of(instead));

        assertThat(body.at("/properties/natRuleCollections"))
                .hasToString("[" + FOREIGN_NAT + "," + OURS + "," + fresh + "]");
        assertThat(body.at("/properties/networkRuleCollections"))
                .hasToString("[" + instead + "," + FOREIGN_NETWORK + "]");
    }

    @Test
    void aListThatAzureDidNotShowIsNotMadeForNothing() {
        String bare = "{\"properties\":{\"ipConfigurations\":[]}}";
        ObjectNode fresh = (ObjectNode) Exchange.parse("{\"name\":\"fresh\"}");

        assertThat(WholeFirewall.parse(bare).without(List.of(NAME))).hasToString(bare);
        assertThat(WholeFirewall.parse(bare).with(List.of(), List.of(fresh), List.of()))
                .hasToString(
                        "{\"properties\":{\"ipConfigurations\":[],\"natRuleCollections\":[{\"name\":\"fresh\"}]}}");
    }

    @Test
    void whatAzureShowsMayBeUnderWayOrHaveFailed() {
        WholeFirewall ended = WholeFirewall.parse(FIREWALL);
        WholeFirewall underWay = WholeFirewall.parse(FIREWALL.replace("Succeeded", "Updating"));
        WholeFirewall failed = WholeFirewall.parse(FIREWALL.replace("Succeeded", "Failed"));

        assertThat(List.of(ended.isUnderWay(), underWay.isUnderWay(), failed.isUnderWay()))
                .containsExactly(false, true, false);
        assertThat(List.of(ended.hasFailed(), underWay.hasFailed(), failed.hasFailed()))
                .containsExactly(false, false, true);
    }

    @Test
    void whatIsNoFirewallIsNotWritten() {
        assertThatThrownBy(() -> WholeFirewall.parse("{\"properties\":{\"securityRules\":[]}}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WholeFirewall.parse("<html>")).isInstanceOf(IllegalArgumentException.class);
    }
}
