package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who can write to Kafka can still open nothing. */
@Order(4)
@ExtendWith(RunningStack.class)
class ForgedApprovalIT {
    private static final String NOBODYS_SIGNATURE = "eyJhbGciOiJub25lIn0.e30.";

    @Test
    void anApprovalThatNobodySignedOpensNothingAndIsReported(Stack stack) {
        RequestId request = RequestId.next();
        Set<String> before = stack.azure.rules("web-1-nsg").keySet();

        try (Bus bus = new Bus(stack)) {
            bus.send(Topic.APPROVALS, request.value(), new EventCodec().encode(envelope(forged(request))));
        }

        JsonNode refusal = Await.value(
                "the refusal on the trail",
                Duration.ofSeconds(20),
                () -> stack.access.trail("io.postern.observation.attempt-refused.v1").stream()
                        .filter(leaf -> leaf.toString().contains(request.value()))
                        .findFirst());
        assertThat(refusal.toString()).doesNotContain(NOBODYS_SIGNATURE);
        assertThat(stack.azure.rules("web-1-nsg").keySet()).isEqualTo(before);
    }

    private static Envelope envelope(Approved approved) {
        return new Envelope(EventId.next(), Source.APPROVAL_SERVICE, 1, Instant.now(), approved);
    }

    private static Approved forged(RequestId request) {
        PersonId mallory = new PersonId("11111111-1111-1111-1111-111111111111", "22222222-0000-0000-0000-000000000006");
        return new Approved(
                request,
                mallory,
                List.of(new Target(new VmId(World.vmId("web-1")), List.of(new PortAccess(new Port(22), Protocol.TCP)))),
                Duration.ofHours(1),
                null,
                Instant.now().plus(Duration.ofHours(2)),
                List.of(),
                "forged",
                "1",
                NOBODYS_SIGNATURE,
                new Approved.Personal(List.of(Cidr.parse("198.51.100.9/32")), "nonce"));
    }
}
