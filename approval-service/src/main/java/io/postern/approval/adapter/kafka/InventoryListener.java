package io.postern.approval.adapter.kafka;

import io.postern.approval.app.KnownVms;
import io.postern.contracts.event.VmAssessed;
import io.postern.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes in what the enforcer sees of VMs, which policies look at. */
@ApplicationScoped
public class InventoryListener {
    private final Inbox inbox;
    private final KnownVms vms;
    private final Clock clock;

    public InventoryListener(Inbox inbox, KnownVms vms, Clock clock) {
        this.inbox = inbox;
        this.vms = vms;
        this.clock = clock;
    }

    @Incoming("inventory")
    @Blocking
    public void on(ConsumerRecord<String, byte[]> message) {
        inbox.receive(message, (envelope, raw) -> {
            if (envelope.event() instanceof VmAssessed assessed) {
                vms.assessed(assessed, clock.instant());
            }
        });
    }
}
