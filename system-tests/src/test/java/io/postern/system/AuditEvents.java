package io.postern.system;

import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.Topic;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** What the services of a busy day would tell: requests from their first word to their last, and what is seen meanwhile. */
final class AuditEvents {
    /** A record as it goes to Kafka. */
    record Record(Topic topic, String key, EventId id, byte[] value) {}

    private static final PortAccess SSH = new PortAccess(new Port(22), Protocol.TCP);
    private static final PersonId PERSON = new PersonId("tenant", "someone");
    private static final int MACHINES = 40;
    private static final int FORMS_OF_POISON = 8;

    private final EventCodec codec = new EventCodec();
    private final Random random;
    private final Deque<PosternEvent> ahead = new ArrayDeque<>();
    private long version = Instant.now().toEpochMilli();
    private int poison;

    AuditEvents(Random random) {
        this.random = random;
    }

    /** The next fact, which nobody has told before. */
    Record next() {
        PosternEvent event = ahead.size() > 200 || random.nextInt(3) > 0 && !ahead.isEmpty() ? ahead.remove() : begun();
        return encoded(envelope(event, Instant.now()));
    }

    private PosternEvent begun() {
        int number = random.nextInt(MACHINES);
        VmId vm = new VmId(World.vmId("busy-" + number));
        return switch (random.nextInt(8)) {
            case 0 ->
                new VmAssessed(vm, "westeurope", "Linux", List.of(), VmAssessed.JitStatus.PROTECTED, null, null, null);
            case 1 ->
                new PolicyChanged(
                        "busy",
                        vm,
                        List.of(new PolicyChanged.PortLimit(
                                SSH, List.of("*"), Duration.ofHours(1 + random.nextInt(8)))),
                        null,
                        PERSON);
            case 2 ->
                new DriftFound(
                        new BoundaryId(World.nsgId("busy-" + number + "-nsg")),
                        "postern-x",
                        "orphan",
                        "an allow too many");
            case 3 -> new AttemptRefused("busy-" + number, PERSON, "request", "forbidden", "no right to this machine");
            default -> request(vm);
        };
    }

    /** The first word about a request; its others follow, in their order and among those about others. */
    private PosternEvent request(VmId vm) {
        RequestId id = RequestId.next();
        ahead.add(new ApprovalNeeded(
                id, 1, List.of("approvers"), "one-approver", "1", null, List.of(), null, null, null, null));
        ahead.add(
                switch (random.nextInt(3)) {
                    case 0 -> new RequestCancelled(id, PERSON);
                    case 1 -> new Denied(id, "denied", "not today", List.of(PERSON), "one-approver", "1");
                    default -> new Lapsed(id, null, "one-approver", "1");
                });
        return new RequestSubmitted(
                id,
                PERSON,
                List.of(new Target(vm, List.of(SSH))),
                Duration.ofHours(1),
                null,
                "INC-" + random.nextInt(10_000),
                new RequestSubmitted.Personal(
                        "Ada Lovelace", List.of(Cidr.parse("203.0.113.7")), "to repair the engine", "nonce-" + id));
    }

    /** A record that can never be a leaf, each time of the next form. */
    Record poison() {
        PosternEvent harmless = new AttemptRefused("poison-" + poison, PERSON, "request", "forbidden", "poison");
        Instant now = Instant.now();
        return switch (poison++ % FORMS_OF_POISON) {
            case 0 -> raw(Topic.REQUESTS, "no event ".repeat(1 + poison).getBytes(StandardCharsets.UTF_8));
            case 1 -> raw(Topic.DECISIONS, null);
            case 2 -> raw(Topic.OBSERVATIONS, new byte[EventCodec.MAX_BYTES + 1 + poison]);
            case 3 -> raw(Topic.POLICIES, encoded(envelope(harmless, now)).value());
            case 4 -> altered(encoded(envelope(harmless, now)), "attempt-refused", "attempt-praised");
            case 5 -> encoded(envelope(harmless, Instant.parse("9999-12-31T23:59:59Z")));
            case 6 ->
                altered(
                        encoded(envelope(harmless, now)),
                        Source.REQUEST_SERVICE.wireName(),
                        Source.APPROVAL_BOT.wireName());
            default -> altered(encoded(envelope(harmless, now)), "\"poison-", "\"\\u0000poison-");
        };
    }

    private Envelope envelope(PosternEvent event, Instant at) {
        return new Envelope(EventId.next(), source(event), ++version, at.truncatedTo(ChronoUnit.MILLIS), event);
    }

    private static Source source(PosternEvent event) {
        return switch (event) {
            case ApprovalNeeded _, Denied _, Lapsed _ -> Source.APPROVAL_SERVICE;
            case VmAssessed _, DriftFound _ -> Source.ENFORCER_SERVICE;
            default -> Source.REQUEST_SERVICE;
        };
    }

    private Record encoded(Envelope envelope) {
        return new Record(envelope.type().topic(), envelope.subject(), envelope.id(), codec.encode(envelope));
    }

    private static Record altered(Record record, String from, String to) {
        byte[] value = new String(record.value(), StandardCharsets.UTF_8)
                .replace(from, to)
                .getBytes(StandardCharsets.UTF_8);
        return new Record(record.topic(), record.key(), record.id(), value);
    }

    private static Record raw(Topic topic, byte[] value) {
        return new Record(topic, "poison", EventId.next(), value);
    }
}
