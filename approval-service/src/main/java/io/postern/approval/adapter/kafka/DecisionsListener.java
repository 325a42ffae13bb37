package io.postern.approval.adapter.kafka;

import io.postern.approval.app.DecideThroughBot;
import io.postern.approval.app.Unbelievable;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.Envelope;
import io.postern.messaging.PermanentFailure;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes in the verdicts that bots bring. What proves nothing is set aside with its bytes, and told. */
@ApplicationScoped
public class DecisionsListener {
    private final EveryDecision inbox;
    private final DecideThroughBot decide;
    private final Clock clock;

    public DecisionsListener(EveryDecision inbox, DecideThroughBot decide, Clock clock) {
        this.inbox = inbox;
        this.decide = decide;
        this.clock = clock;
    }

    @Incoming("decisions")
    @Blocking
    public void on(ConsumerRecord<String, byte[]> message) {
        inbox.inbox().receive(message, (envelope, raw) -> handle(envelope));
    }

    private void handle(Envelope envelope) {
        if (envelope.event() instanceof DecisionMade made) {
            try {
                decide.on(made, clock.instant());
            } catch (Unbelievable e) {
                throw new PermanentFailure(e.reason());
            }
        }
    }
}
