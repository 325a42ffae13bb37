package io.postern.audit.adapter.rest;

import io.postern.audit.app.ProveInclusion;
import io.postern.audit.app.ProveInclusion.Answer;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.InclusionProof;
import io.postern.contracts.id.EventId;
import io.postern.problems.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Shows that an event is in the log. This is no reading of the trail: it hands out nothing but hashes that the tiles give to
 * anybody, and a log that grew with every proof would never be at rest.
 */
@Path("/api/v1/proofs")
public class ProofResource {
    private static final int SOON_SECONDS = 1;

    private final ProveInclusion prove;

    public ProofResource(ProveInclusion prove) {
        this.prove = prove;
    }

    /** A proof, its hashes in base64 and nearest to the leaf first; the checkpoint is a signed note. */
    public record Proof(long leafIndex, long treeSize, String leafHash, List<String> hashes, String checkpoint) {
        static Proof of(InclusionProof proof, String note) {
            return new Proof(
                    proof.leafIndex(),
                    proof.treeSize(),
                    proof.leafHash().base64(),
                    proof.hashes().stream().map(Hash::base64).toList(),
                    note);
        }
    }

    @GET
    @Path("{event}")
    @RolesAllowed({"Postern.Read", "Postern.Configure"})
    public Response of(@PathParam("event") String text) {
        EventId event = Given.as("event", text, EventId::new).orElseThrow();
        return switch (prove.of(event)) {
            case Answer.Shown(InclusionProof proof, String note) ->
                Response.ok(Proof.of(proof, note)).build();
            case Answer.NotYetSigned(long index) ->
                Problem.named(
                                "not-yet-signed",
                                409,
                                "The event is leaf " + index
                                        + ", which no checkpoint covers yet; ask again in a second.")
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, SOON_SECONDS)
                        .build();
            case Answer.Unknown() ->
                Problem.of(404, "The log holds no event with this id; what just happened may take a second to arrive.")
                        .response();
            case Answer.Broken(String why) ->
                Problem.named(
                                "log-broken",
                                500,
                                "No proof can be given: " + why + ". Run ./postern audit verify and see the log of the"
                                        + " service.")
                        .response();
        };
    }
}
