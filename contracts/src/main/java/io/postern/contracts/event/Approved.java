package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request is approved on exactly these terms, never open past notAfter. The JWS over their digest proves it; the event itself proves nothing. No approvers: a policy rule approved by itself. */
public record Approved(
        RequestId requestId,
        PersonId requester,
        List<Target> targets,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        Instant notAfter,
        List<PersonId> approvers,
        String policyRule,
        String policyVersion,
        String jws,
        Personal personal)
        implements PosternEvent {
    public Approved {
        targets = List.copyOf(targets);
        approvers = List.copyOf(approvers);
        Terms.oneLength(duration, endsAt);
    }

    @Override
    public String subject() {
        return requestId.value();
    }

    /** What may be erased about the people in this event. */
    public record Personal(List<Cidr> sources, String nonce) {
        public Personal {
            sources = List.copyOf(sources);
        }
    }
}
