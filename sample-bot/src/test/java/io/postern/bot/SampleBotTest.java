package io.postern.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleBotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "01J9ZZZZZZZZZZZZZZZZZZZZZZ";

    @TempDir
    private Path dir;

    @Test
    void whatItSendsIsAnEventThatPosternReads() {
        byte[] value = Messenger.event("sample", ID, "a.b.c", Instant.parse("2026-11-21T10:00:00.123456Z"));
        assertThat(new EventCodec().decode(Topic.DECISIONS, value))
                .isInstanceOfSatisfying(Decoded.Event.class, event -> {
                    DecisionMade made = (DecisionMade) event.envelope().event();
                    assertThat(made.bot()).isEqualTo("sample");
                    assertThat(made.requestId().value()).isEqualTo(ID);
                    assertThat(made.personal().jws()).isEqualTo("a.b.c");
                });
    }

    @Test
    void aNewKeySignsAndIsItsOwnersAlone() throws Exception {
        Path file = dir.resolve("bot.jwk");
        BotKey made = BotKey.generate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        JsonNode registration = JSON.readTree(made.registration("sample"));
        assertThat(registration.path("keys").path(0).has("d")).isFalse();

        JsonWebSignature jws = (JsonWebSignature) JsonWebSignature.fromCompactSerialization(
                BotKey.read(file).sign("postern-decision+jwt", Map.of("jti", "x")));
        jws.setKey(PublicJsonWebKey.Factory.newPublicJwk(
                        registration.path("keys").path(0).toString())
                .getPublicKey());
        assertThat(jws.verifySignature()).isTrue();
        JsonNode header = JSON.readTree(jws.getHeaders().getFullHeaderAsJsonString());
        assertThat(header.fieldNames()).toIterable().containsExactlyInAnyOrder("alg", "kid", "typ");

        assertThatThrownBy(() -> BotKey.generate(file)).hasMessageContaining("cannot be made");
        Files.writeString(file, "s3cret");
        assertThatThrownBy(() -> BotKey.read(file))
                .hasMessageContaining("keygen")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aRequestIsShownOnceBothItsEventsAreThereAndOnlyIfItIsTheOneThatIsDecided() {
        ObjectNode request = JSON.createObjectNode().put("requestId", ID);
        request.putObject("personal").put("requesterName", "Grace\u001b[2J").put("justification", "disk full");
        ObjectNode need = JSON.createObjectNode().put("requestId", ID).put("requestDigest", Digest.of(request));

        Inquiries inquiries = new Inquiries();
        assertThat(inquiries.take(event("io.postern.approval.needed.v1", need))).isEmpty();
        assertThat(inquiries.take(event("io.postern.request.submitted.v1", request)))
                .isPresent()
                .get()
                .satisfies(
                        asked -> assertThat(asked.shown()).contains("disk full").doesNotContain("\u001b"));
        assertThat(inquiries.about(ID)).isPresent();
        inquiries.take(
                event("io.postern.approval.denied.v1", JSON.createObjectNode().put("requestId", ID)));
        assertThat(inquiries.about(ID)).isEmpty();

        Inquiries fooled = new Inquiries();
        fooled.take(event("io.postern.approval.needed.v1", need));
        ObjectNode other = request.deepCopy().put("duration", "PT8H");
        assertThat(fooled.take(event("io.postern.request.submitted.v1", other))).isEmpty();
    }

    @Test
    void anExtensionIsShownWithWhatItKeepsOpen() {
        ObjectNode request = JSON.createObjectNode().put("requestId", ID);
        request.putArray("targets")
                .addObject()
                .put("vm", "db-1")
                .putArray("ports")
                .addObject()
                .put("port", 22);
        request.putObject("personal").putArray("sources").add("203.0.113.7/32");
        ObjectNode extension = JSON.createObjectNode().put("requestId", ID).put("number", 1);
        extension.put("currentEnd", "2030-01-01T13:00:00Z").put("endsAt", "2030-01-01T14:00:00Z");
        extension.putObject("personal").put("justification", "not done yet");
        ObjectNode need = JSON.createObjectNode().put("requestId", ID).put("requestDigest", Digest.of(extension));
        need.put("extension", 1);
        JsonNode submitted = event("io.postern.request.submitted.v1", request);
        JsonNode longer = event("io.postern.request.extension-requested.v1", extension);
        JsonNode needed = event("io.postern.approval.needed.v1", need);

        for (List<JsonNode> order : List.of(List.of(submitted, longer, needed), List.of(needed, longer, submitted))) {
            Inquiries inquiries = new Inquiries();
            assertThat(inquiries.take(order.get(0))).isEmpty();
            assertThat(inquiries.take(order.get(1))).isEmpty();
            assertThat(inquiries.take(order.get(2)))
                    .hasValueSatisfying(asked -> assertThat(asked.shown())
                            .contains("extension 1", "db-1 22", "203.0.113.7/32", "T13:00", "T14:00", "not done yet"));
            inquiries.take(event(
                    "io.postern.request.revocation-requested.v1",
                    JSON.createObjectNode().put("requestId", ID)));
            assertThat(inquiries.about(ID)).isEmpty();
        }
    }

    @Test
    void whoDecidesIsSaidByIds() {
        assertThat(Person.of("T1/U1=tenant/oid")).isEqualTo(new Person("T1/U1", "tenant", "oid"));
        for (String text : new String[] {"", "U1", "U1=t", "U1=t/o/x", "U 1=t/o", "=t/o"}) {
            assertThatThrownBy(() -> Person.of(text)).as(text).isInstanceOf(BotFault.class);
        }
    }

    private static JsonNode event(String type, JsonNode data) {
        return JSON.createObjectNode().put("type", type).set("data", data);
    }
}
