package io.postern.contracts.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.event.Envelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes every field out of every sample, one at a time: only those that may be absent may be absent. */
class RequiredComponentsTest {
    private static final Set<String> OPTIONAL = Set.of(
            "ticket",
            "correlationId",
            "grantId@refused",
            "vm@refused",
            "reason@vm-assessed",
            "actor",
            "nsg",
            "detail@vm-assessed",
            "posture",
            "firewall",
            "conditions",
            "authenticationContext",
            "terminationNotice",
            "subnet",
            "subnetNsg",
            "publicAddresses",
            "applicationSecurityGroups",
            "openManagementPorts",
            "firewallAddress",
            "firewallSubnets",
            "tags",
            "mappedPorts",
            "breakGlass",
            "extension",
            "stages",
            "requestDigest",
            "risk",
            "confirmAt",
            "lapsesAt",
            "narrowed",
            "duration@decision-counted",
            "ports@decision-counted",
            "sources@decision-counted",
            "through",
            "approver@decision-rejected",
            "before",
            "orderedBy",
            "reader",
            "entries",
            "erasedBy");
    private static final ObjectMapper JSON = PosternJson.mapper();
    private final EventCodec codec = new EventCodec();

    static Stream<Envelope> samples() {
        return SampleEvents.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEventWithoutAFieldThatItNeedsIsUnreadable(Envelope envelope) throws IOException {
        for (String pointer : fields(envelope)) {
            for (boolean asNull : new boolean[] {true, false}) {
                JsonNode tree = JSON.readTree(codec.encode(envelope));
                String name = pointer.substring(pointer.lastIndexOf('/') + 1);
                ObjectNode parent = (ObjectNode) tree.at(pointer.substring(0, pointer.lastIndexOf('/')));
                if (asNull) {
                    parent.putNull(name);
                } else {
                    parent.remove(name);
                }
                Decoded decoded =
                        codec.decode(envelope.type().topic(), tree.toString().getBytes(UTF_8));
                assertThat(decoded)
                        .as("%s %s %s", envelope.type(), pointer, asNull ? "null" : "removed")
                        .isInstanceOf(optional(envelope, name) ? Decoded.Event.class : Decoded.Unreadable.class);
            }
        }
    }

    private static boolean optional(Envelope envelope, String name) {
        String type = envelope.type().wireName().replaceFirst(".*\\.([a-z-]+)\\.v1", "$1");
        return OPTIONAL.contains(name) || OPTIONAL.contains(name + "@" + type);
    }

    private List<String> fields(Envelope envelope) throws IOException {
        List<String> pointers = new ArrayList<>();
        collect(JSON.readTree(codec.encode(envelope)).path("data"), "/data", pointers);
        assertThat(pointers).isNotEmpty();
        return pointers;
    }

    private static void collect(JsonNode node, String path, List<String> pointers) {
        node.properties().forEach(field -> {
            pointers.add(path + "/" + field.getKey());
            collect(field.getValue(), path + "/" + field.getKey(), pointers);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), path + "/" + i, pointers);
        }
    }
}
