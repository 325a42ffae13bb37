package io.postern.audit.adapter.rest;

import io.postern.audit.app.ErasePerson;
import io.postern.audit.app.ErasePerson.Outcome;
import io.postern.audit.app.NoEraser;
import io.postern.audit.app.Reader;
import io.postern.audit.app.WhoReads;
import io.postern.contracts.id.PersonId;
import io.postern.problems.Fields;
import io.postern.problems.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Forgets a person, for good. What they did stays proven; who they were is gone from here. */
@Path("/api/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ErasureResource {
    private static final Logger LOG = Logger.getLogger(ErasureResource.class);
    private static final int LONGEST_REASON = 500;

    private final ErasePerson erasures;
    private final WhoReads who;

    public ErasureResource(ErasePerson erasures, WhoReads who) {
        this.erasures = erasures;
        this.who = who;
    }

    /** An order, before anything in it is believed: a person as tenant and object id, and why. */
    public record Order(@Nullable String person, @Nullable String reason) {}

    /** What is left to show for it; the salt is in this answer alone. */
    public record Receipt(String event, String commitment, String salt, long events) {}

    @POST
    @RolesAllowed("Postern.Configure")
    public Response erase(@Nullable Order given) {
        Order order = Fields.required("body", given);
        PersonId person = Fields.read("person", order.person(), ErasureResource::person);
        String reason = Fields.required("reason", order.reason());
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Fields.wrong(
                    "reason", "say why in 1 to " + LONGEST_REASON + " characters, without naming the person");
        }
        try {
            Reader by = who.now();
            return answer(erasures.erase(person, by, reason));
        } catch (NoEraser e) {
            LOG.error(
                    "nobody may erase: the database lacks the role <user>_eraser, or the service may not take it on",
                    e);
            return Problem.named(
                            "no-eraser",
                            501,
                            "The database gives nobody the right to erase. Make the role that docs/operations/audit.md"
                                    + " names, restart the service, and ask again.")
                    .response();
        }
    }

    private static Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Erased done ->
                Response.ok(new Receipt(
                                done.event().value(),
                                done.commitment().text(),
                                Base64.getUrlEncoder().withoutPadding().encodeToString(done.salt()),
                                done.events()))
                        .build();
            case Outcome.Nobody _ ->
                Problem.of(404, "The trail holds nothing about such a person that could be erased.")
                        .response();
            case Outcome.Held held ->
                Problem.named("legal-hold", 409, "Nothing may be erased for now: " + held.why() + ".")
                        .response();
        };
    }

    private static PersonId person(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("write a person as <tenant>/<object id>");
        }
        return new PersonId(parts[0], parts[1]);
    }
}
