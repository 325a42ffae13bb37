package io.postern.contracts.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventType;
import io.postern.contracts.event.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final Envelope SUBMITTED =
            SampleEvents.envelope(SampleEvents.submitted(Duration.ofHours(1), null, null));
    private final EventCodec codec = new EventCodec();

    static Stream<Envelope> samples() {
        return SampleEvents.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenIsReadBack(Envelope envelope) {
        Decoded decoded = codec.decode(envelope.type().topic(), codec.encode(envelope));
        assertThat(decoded).isEqualTo(new Decoded.Event(envelope));
    }

    @Test
    void thereIsASampleOfEveryType() {
        assertThat(samples().map(Envelope::type)).contains(EventType.values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noNullIsWritten(Envelope envelope) {
        assertThat(new String(codec.encode(envelope), UTF_8)).doesNotContain("null");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEventOnAnotherTopicIsNotOne(Envelope envelope) {
        byte[] bytes = codec.encode(envelope);
        Arrays.stream(Topic.values())
                .filter(topic -> topic != envelope.type().topic())
                .forEach(topic -> assertThat(because(topic, bytes)).contains("does not belong on"));
    }

    @Test
    void unknownFieldsAreLetPassAtEveryDepth() {
        assertThat(decode(changed(event -> {
                    event.put("traceparent", "00-1-2-00");
                    data(event).put("colour", "red").putArray("more").addObject();
                    ((ObjectNode) data(event).path("personal")).put("nick", "G");
                })))
                .isEqualTo(new Decoded.Event(SUBMITTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "\"\"",
                "{",
                "{}",
                "not json",
                "{\"specversion\":\"0.3\"}",
                "\u0000",
                "\uFEFF"
            })
    void whatIsNotACloudEventIsUnreadable(String text) {
        assertThat(codec.decode(Topic.REQUESTS, text.getBytes(UTF_8))).isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void aTooLongRecordIsNotEvenParsed() {
        assertThat(because(Topic.REQUESTS, new byte[EventCodec.MAX_BYTES + 1])).contains("larger than 32768 bytes");
        assertThat(because(Topic.REQUESTS, new byte[EventCodec.MAX_BYTES])).isEqualTo("not JSON");
    }

    @Test
    void hostileJsonIsUnreadable() {
        String good = new String(codec.encode(SUBMITTED), UTF_8);
        assertThat(decode(good)).isInstanceOf(Decoded.Event.class);
        assertThat(because(good + " {}")).isEqualTo("not JSON");
        assertThat(because(good.replaceFirst("\\{", "{\"id\":\"x\",")))
                .as("the same key twice")
                .isEqualTo("not JSON");
        assertThat(because(good.replaceFirst("\\{", "{\"deep\":" + "[".repeat(40) + "]".repeat(40) + ",")))
                .isEqualTo("not JSON");
        assertThat(decode(good.replaceFirst("\\{", "{\"deep\":" + "[".repeat(20) + "]".repeat(20) + ",")))
                .isInstanceOf(Decoded.Event.class);
    }

    @ParameterizedTest
    @CsvSource({
        "type, io.postern.request.submitted.v9",
        "type, ''",
        "source, postern/enforcer-service",
        "source, postern/nobody",
        "id, 7",
        "subject, 01KAJ5X9Q2V7N3M8R4T6W0Y1ZZ",
        "time, yesterday",
        "subjectversion, 1",
        "data, {}"
    })
    void aWrongAttributeIsUnreadable(String attribute, String value) {
        assertThat(decode(changed(event -> event.put(attribute, value)))).isInstanceOf(Decoded.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type", "subject", "time", "subjectversion", "data"})
    void aMissingAttributeIsUnreadable(String attribute) {
        assertThat(decode(changed(event -> event.remove(attribute)))).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(changed(event -> event.putNull(attribute)))).isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void versionsCountFrom1InWholeNumbers() {
        assertThat(decode(changed(event -> event.put("subjectversion", 0)))).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(changed(event -> event.put("subjectversion", 1.5)))).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(changed(event -> event.put("subjectversion", 2)))).isInstanceOf(Decoded.Event.class);
    }

    @Test
    void valuesOfTheWrongTypeOrOutOfRangeAreUnreadable() {
        assertThat(decode(changed(event -> data(event).put("duration", true)))).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(changed(event -> data(event).put("duration", "-PT1H"))))
                .isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(changed(event -> data(event).put("duration", "PT0S"))))
                .isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(changed(event -> data(event).put("endsAt", "2026-11-21T12:00:00Z"))))
                .isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(changed(event -> data(event).put("ticket", 7)))).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(changed(event -> data(event).putArray("targets").addNull())))
                .isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void theReasonRepeatsNothingOfTheRecord() {
        String because = because(changed(event -> data(event).put("duration", "s3cret")));
        assertThat(because).contains("io.postern.request.submitted.v1").doesNotContain("s3cret");
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.path("data");
    }

    private String changed(Consumer<ObjectNode> change) {
        try {
            ObjectNode event = (ObjectNode) PosternJson.mapper().readTree(codec.encode(SUBMITTED));
            change.accept(event);
            return event.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Decoded decode(String json) {
        return codec.decode(Topic.REQUESTS, json.getBytes(UTF_8));
    }

    private String because(String json) {
        return because(Topic.REQUESTS, json.getBytes(UTF_8));
    }

    private String because(Topic topic, byte[] bytes) {
        return ((Decoded.Unreadable) codec.decode(topic, bytes)).because();
    }
}
