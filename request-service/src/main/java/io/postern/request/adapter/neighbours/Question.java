package io.postern.request.adapter.neighbours;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.event.Target;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import io.postern.request.domain.Terms;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What neighbours are asked: a request that somebody thinks of making. They know from the token whose it is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Question(
        List<Wanted> targets,
        List<String> sources,
        @Nullable String duration,
        @Nullable String endsAt,
        @Nullable String justification,
        @Nullable String ticket,
        @Nullable Boolean breakGlass) {
    /** One VM with its ports. */
    record Wanted(String vm, List<Access> ports) {}

    /** One port. */
    record Access(int port, String protocol) {}

    /** What the enforcer is asked: it has no say about why. */
    static Question what(Terms terms) {
        return about(terms, null, null, null);
    }

    /** What approval-service is asked. */
    static Question whatAndWhy(Terms terms) {
        return about(terms, terms.justification(), terms.ticket(), terms.breakGlass());
    }

    private static Question about(
            Terms terms, @Nullable String justification, @Nullable String ticket, @Nullable Boolean breakGlass) {
        return new Question(
                terms.targets().stream().map(Question::wanted).toList(),
                terms.sources().stream().map(Cidr::toString).toList(),
                Objects.toString(terms.duration(), null),
                Objects.toString(terms.endsAt(), null),
                justification,
                ticket,
                breakGlass);
    }

    private static Wanted wanted(Target target) {
        return new Wanted(
                target.vm().value(),
                target.ports().stream().map(Question::access).toList());
    }

    private static Access access(PortAccess access) {
        return new Access(access.port().number(), access.protocol().policyWord());
    }
}
