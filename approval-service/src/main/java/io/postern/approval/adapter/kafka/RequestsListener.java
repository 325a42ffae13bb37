package io.postern.approval.adapter.kafka;

import io.postern.approval.app.OpenCase;
import io.postern.approval.app.WithdrawCase;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.RevocationRequested;
import io.postern.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes in what people asked for, and what they took back. */
@ApplicationScoped
public class RequestsListener {
    private final Inbox inbox;
    private final OpenCase openCase;
    private final WithdrawCase withdrawCase;
    private final Clock clock;

    public RequestsListener(Inbox inbox, OpenCase openCase, WithdrawCase withdrawCase, Clock clock) {
        this.inbox = inbox;
        this.openCase = openCase;
        this.withdrawCase = withdrawCase;
        this.clock = clock;
    }

    @Incoming("requests")
    @Blocking
    public void on(ConsumerRecord<String, byte[]> message) {
        inbox.receive(message, (envelope, raw) -> handle(envelope));
    }

    private void handle(Envelope envelope) {
        switch (envelope.event()) {
            case RequestSubmitted submitted -> openCase.open(submitted, clock.instant());
            case ExtensionRequested extension -> openCase.extend(extension, clock.instant());
            case RequestCancelled cancelled -> withdrawCase.withdraw(cancelled.requestId(), clock.instant());
            case RevocationRequested revocation -> withdrawCase.withdraw(revocation.requestId(), clock.instant());
            default -> {} // nothing else on this topic concerns approval
        }
    }
}
