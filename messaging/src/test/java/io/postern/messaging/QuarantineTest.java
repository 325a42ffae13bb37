package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventQuarantined;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuarantineTest {
    private static final EventCodec CODEC = new EventCodec();

    private final TestDatabase database = new TestDatabase();
    private final Inbox inbox = database.inbox();
    private final Effects effects = new Effects(database);

    static Stream<Named<byte[]>> notEventsOfTheRequestsTopic() {
        String expired = new String(expired(), StandardCharsets.UTF_8);
        return Stream.of(
                Named.of("nothing", new byte[0]),
                Named.of("bytes that are no text", new byte[] {(byte) 0xC3, 0x28, 0, -1}),
                Named.of("JSON that is no event", bytes("[1]")),
                Named.of("too deep", bytes("[".repeat(10_000))),
                Named.of("too large", bytes("{\"x\":\"" + "y".repeat(EventCodec.MAX_BYTES) + "\"}")),
                Named.of("another topic's event", expired()),
                Named.of("an unknown type", bytes(expired.replace("expiry.expired", "expiry.unheard"))));
    }

    @ParameterizedTest
    @MethodSource("notEventsOfTheRequestsTopic")
    void whatIsNoEventIsKeptOnceAndReportedOnce(byte[] value) {
        inbox.receive(Topic.REQUESTS, 1, 7, value, effects);
        inbox.receive(Topic.REQUESTS, 1, 7, value, effects);

        assertSetAside(value, new EventQuarantined("tester", "postern.requests", 1, 7, because()));
        assertOthersGoOn();
    }

    @Test
    void anEventFromAServiceThatDoesNotWriteItIsSetAside() {
        byte[] forged = bytes(new String(expired(), StandardCharsets.UTF_8)
                .replace(Source.EXPIRY_SERVICE.wireName(), Source.REQUEST_SERVICE.wireName()));
        inbox.receive(Topic.EXPIRY, 0, 0, forged, effects);

        assertSetAside(forged, new EventQuarantined("tester", "postern.expiry", 0, 0, because()));
        assertOthersGoOn();
    }

    @Test
    void aRecordWithoutAValueIsSetAside() {
        inbox.receive(Topic.POLICIES, 0, 3, null, effects);

        assertSetAside(new byte[0], new EventQuarantined("tester", "postern.policies", 0, 3, because()));
    }

    private void assertSetAside(byte[] value, EventQuarantined report) {
        byte[] kept = Arrays.copyOf(value, Math.min(value.length, EventCodec.MAX_BYTES));
        assertThat(database.column("SELECT value FROM quarantine")).containsExactly(kept);
        assertThat(inbox.quarantined()).isEqualTo(1);
        assertThat(database.column("SELECT value FROM outbox"))
                .singleElement()
                .satisfies(row -> assertThat(((Decoded.Event) CODEC.decode(Topic.OBSERVATIONS, (byte[]) row))
                                .envelope()
                                .event())
                        .isEqualTo(report));
        assertThat(database.count("effect")).isZero();
    }

    private void assertOthersGoOn() {
        inbox.receive(Topic.EXPIRY, 1, 8, expired(), effects);
        assertThat(database.count("effect")).isEqualTo(1);
    }

    private String because() {
        return (String) database.column("SELECT because FROM quarantine").getFirst();
    }

    private static byte[] expired() {
        Expired event = new Expired(RequestId.next(), GrantId.next(), Instant.parse("2026-11-21T08:00:00Z"));
        return CODEC.encode(new Envelope(EventId.next(), Source.EXPIRY_SERVICE, 1, Instant.EPOCH, event));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
