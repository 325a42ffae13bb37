package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request is approved on exactly these terms, never open past notAfter. The JWS over their digest proves it; the event
 * itself proves nothing. No approvers: a policy rule approved by itself.
 *
 * @param extension which extension of the request this approves, from 1; null for the request itself
 * @param breakGlass true when the people who would have been asked were passed over in an emergency; else null
 */
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
        @Nullable Integer extension,
        @Nullable Boolean breakGlass,
        Personal personal)
        implements PosternEvent {
    public Approved {
        targets = List.copyOf(targets);
        approvers = List.copyOf(approvers);
        Terms.oneLength(duration, endsAt);
    }

    /** The approval of a request itself. */
    public Approved(
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
            Personal personal) {
        this(
                requestId,
                requester,
                targets,
                duration,
                endsAt,
                notAfter,
                approvers,
                policyRule,
                policyVersion,
                jws,
                null,
                null,
                personal);
    }

    /** The same terms with a signature. */
    public Approved signed(String signature) {
        return new Approved(
                requestId,
                requester,
                targets,
                duration,
                endsAt,
                notAfter,
                approvers,
                policyRule,
                policyVersion,
                signature,
                extension,
                breakGlass,
                personal);
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
