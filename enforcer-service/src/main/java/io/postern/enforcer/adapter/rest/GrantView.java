package io.postern.enforcer.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.grant.Grant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A grant as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantView(
        String id,
        String requestId,
        String vm,
        List<PortAccess> ports,
        List<String> sources,
        String state,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String reason) {
    static GrantView of(Grant grant) {
        return switch (grant) {
            case Grant.Granted _ -> view(grant, "granted", null, null, null);
            case Grant.Opening opening -> view(grant, "opening", null, opening.end(), null);
            case Grant.Open open -> view(grant, "open", open.from(), open.end(), null);
            case Grant.Closing closing ->
                view(grant, "closing", null, closing.end(), closing.reason().word());
            case Grant.Closed closed ->
                view(grant, "closed", null, closed.end(), closed.reason().word());
            case Grant.Refused refused -> view(grant, "refused", null, null, refused.reason());
        };
    }

    private static GrantView view(
            Grant grant, String state, @Nullable Instant from, @Nullable Instant until, @Nullable String reason) {
        return new GrantView(
                grant.id().value(),
                grant.terms().request().value(),
                grant.terms().vm().value(),
                grant.terms().access(),
                grant.terms().sources().stream().map(Cidr::toString).toList(),
                state,
                from,
                until,
                reason);
    }
}
