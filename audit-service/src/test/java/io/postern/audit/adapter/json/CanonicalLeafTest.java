package io.postern.audit.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.audit.app.Unrecordable;
import io.postern.audit.domain.LeafContent;
import io.postern.audit.domain.LeafContent.Personal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CanonicalLeafTest {
    private final CanonicalLeaf form = new CanonicalLeaf(new SecureRandom());

    @Test
    void aLeafIsSortedAndKeepsFieldsThatNobodyKnowsYet() {
        LeafContent leaf = of("""
                {"type": "t", "future": {"b": [1.50, 2e3], "a": null}, "data": {"z": 1, "é": "\\u00e9"}, "id": "x"}""");

        assertThat(text(leaf)).isEqualTo("""
                {"data":{"z":1,"é":"é"},"future":{"a":null,"b":[1.5,2000]},"id":"x","type":"t"}""");
        assertThat(leaf.personal()).isEmpty();
    }

    @Test
    void noPersonalValueIsInTheLeaf() {
        LeafContent leaf = of("""
                {"data": {"personal": {"name": "Ada Lovelace", "sources": ["203.0.113.7/32"]}, "kept": true}}""");

        assertThat(text(leaf)).doesNotContain("Ada").doesNotContain("203.0.113").contains("\"kept\":true");
        assertThat(personal(leaf).values()).isEqualTo("""
                {"name":"Ada Lovelace","sources":["203.0.113.7/32"]}""");
    }

    @Test
    void theCommitmentIsTheMacOfTheCanonicalValueUnderTheSalt() throws Exception {
        LeafContent leaf = of("""
                {"data": {"personal": {"name": "Ada", "sources": [ "203.0.113.7/32" ]}}}""");
        byte[] salt = personal(leaf).salt();

        assertThat(text(leaf)).isEqualTo("""
                {"data":{"personal":{"name":"%s","sources":"%s"}}}""".formatted(mac(salt, "\"Ada\""), mac(salt, "[\"203.0.113.7/32\"]")));
        assertThat(salt).hasSize(32);
    }

    @Test
    void twoEventsOfOnePersonDoNotShareACommitment() {
        String event = """
                {"data":{"personal":{"name":"Ada"}}}""";

        assertThat(text(of(event))).isNotEqualTo(text(of(event)));
    }

    @Test
    void whatIsAboutSomebodyElseHasASaltOfItsOwn() throws Exception {
        LeafContent leaf = of("""
                {"data":{"personal":{"name":"Ada","actor":"grace"}}}""");
        Personal others = leaf.others().orElseThrow();

        assertThat(personal(leaf).values()).isEqualTo("{\"name\":\"Ada\"}");
        assertThat(others.values()).isEqualTo("{\"actor\":\"grace\"}");
        assertThat(others.salt()).isNotEqualTo(personal(leaf).salt());
        assertThat(text(leaf))
                .contains(mac(others.salt(), "\"grace\""))
                .contains(mac(personal(leaf).salt(), "\"Ada\""));
    }

    @Test
    void withoutTheErasedRowTheLeafStillHasItsHash() {
        LeafContent leaf = of("""
                {"data":{"personal":{"name":"Ada"}}}""");
        LeafContent erased = new LeafContent(leaf.bytes(), Optional.empty(), Optional.empty());

        assertThat(erased.hash()).isEqualTo(leaf.hash());
    }

    @Test
    void aNumberBeyondAllDoublesCannotBeRecorded() {
        assertThatThrownBy(() -> of("{\"future\":1e400}")).isInstanceOf(Unrecordable.class);
    }

    @Test
    void halfASurrogatePairCannotBeRecorded() {
        assertThatThrownBy(() -> of("{\"future\":\"\\ud800\"}")).isInstanceOf(Unrecordable.class);
        assertThatThrownBy(() -> of("{\"data\":{\"personal\":{\"name\":\"\\ud800\"}}}"))
                .isInstanceOf(Unrecordable.class);
    }

    @Test
    void whatIsNotJsonCannotBeRecorded() {
        assertThatThrownBy(() -> of("")).isInstanceOf(Unrecordable.class);
        assertThatThrownBy(() -> of("{\"a\":1,\"a\":2}")).isInstanceOf(Unrecordable.class);
    }

    @Test
    void onlyAnObjectIsAnEvent() {
        assertThatThrownBy(() -> of("[1]")).isInstanceOf(Unrecordable.class);
        assertThatThrownBy(() -> of("1")).isInstanceOf(Unrecordable.class);
    }

    private LeafContent of(String event) {
        return form.of(event.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(LeafContent leaf) {
        return new String(leaf.bytes(), StandardCharsets.UTF_8);
    }

    private static Personal personal(LeafContent leaf) {
        return leaf.personal().orElseThrow();
    }

    private static String mac(byte[] salt, String value) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(salt, "HmacSHA256"));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    }
}
