package io.postern.contracts.codec;

import static io.postern.contracts.codec.SampleEvents.NOON;
import static io.postern.contracts.codec.SampleEvents.SSH;
import static io.postern.contracts.codec.SampleEvents.VM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.RequestId;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ApprovalDigestTest {
    private static final ObjectMapper JSON = PosternJson.mapper();
    private static final Approved APPROVED = SampleEvents.approved(Duration.ofHours(1), null);
    private final EventCodec codec = new EventCodec();

    @Test
    void theDigestIsTheSameForEverAndEverywhere() {
        assertThat(ApprovalDigest.of(APPROVED)).isEqualTo("4dzjenCDdbxPvQ0FNMZNetLiaTONdILxcqZyN3dix7w");
    }

    @Test
    void everySingleFieldChangesTheDigest() throws IOException {
        Map<String, String> otherValues = otherValues();
        TreeSet<String> components = new TreeSet<>();
        for (var component : Approved.class.getRecordComponents()) {
            components.add(component.getName());
        }
        components.remove("jws");
        components.remove("endsAt");
        assertThat(new TreeSet<>(otherValues.keySet().stream()
                        .map(pointer -> pointer.split("/")[1])
                        .toList()))
                .as("every component is tried; endsAt takes the place of duration")
                .isEqualTo(components);
        Map<String, String> digests = new LinkedHashMap<>();
        digests.put("unchanged", ApprovalDigest.of(APPROVED));
        for (Map.Entry<String, String> other : otherValues.entrySet()) {
            digests.put(other.getKey(), ApprovalDigest.of(changed(other.getKey(), other.getValue())));
        }
        digests.put("endsAt", ApprovalDigest.of(SampleEvents.approved(null, NOON)));
        assertThat(digests.values()).doesNotHaveDuplicates();
    }

    @Test
    void theSignatureItselfIsNotSigned() throws IOException {
        assertThat(ApprovalDigest.of(changed("/jws", "\"x.y.z\""))).isEqualTo(ApprovalDigest.of(APPROVED));
    }

    @Test
    void theSpellingOnTheWireDoesNotMatter() {
        String wire = new String(codec.encode(SampleEvents.envelope(APPROVED)), UTF_8);
        String respelled = wire.replace("\"duration\":\"PT1H\"", " \"duration\" :\n\"PT60M\"")
                .replace("\"notAfter\":\"2026-11-21T12:00:00Z\"", "\"notAfter\":\"2026-11-21T12:00:00.000Z\"")
                .replace("203.0.113.7/32", "203.0.113.7")
                .replace("\"TCP\"", "\"tcp\"");
        assertThat(respelled).isNotEqualTo(wire).contains("PT60M", "00.000Z", "\"203.0.113.7\"", "tcp");
        Decoded decoded = codec.decode(Topic.APPROVALS, respelled.getBytes(UTF_8));
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Event.class,
                        event -> assertThat(ApprovalDigest.of(
                                        (Approved) event.envelope().event()))
                                .isEqualTo(ApprovalDigest.of(APPROVED)));
    }

    private static Map<String, String> otherValues() throws IOException {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("/extension", "1");
        others.put("/breakGlass", "true");
        others.put("/requestId", JSON.writeValueAsString(new RequestId("01KAJ5X9Q2V7N3M8R4T6W0Y1ZZ")));
        others.put("/requester", JSON.writeValueAsString(SampleEvents.person(9)));
        others.put("/targets", "[]");
        others.put("/targets/0/vm", JSON.writeValueAsString(VM.value() + "0"));
        others.put("/targets/0/ports/0/port", "23");
        others.put("/targets/0/ports/0/protocol", "\"UDP\"");
        others.put("/targets/0/ports", "[" + JSON.writeValueAsString(SSH) + ",{\"port\":80,\"protocol\":\"TCP\"}]");
        others.put("/duration", "\"PT1H0.001S\"");
        others.put("/notAfter", JSON.writeValueAsString(NOON.plusMillis(1)));
        others.put("/approvers", "[]");
        others.put("/policyRule", "\"other\"");
        others.put("/policyVersion", "\"2\"");
        others.put("/personal/sources", "[\"203.0.113.0/24\"]");
        others.put("/personal/sources/0", "\"203.0.113.8/32\"");
        others.put("/personal/nonce", "\"n-2\"");
        return others;
    }

    private static Approved changed(String pointer, String value) throws IOException {
        JsonNode tree = JSON.valueToTree(APPROVED);
        JsonNode parent = tree.at(pointer.substring(0, pointer.lastIndexOf('/')));
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, JSON.readTree(value));
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), JSON.readTree(value));
        }
        return JSON.treeToValue(tree, Approved.class);
    }
}
