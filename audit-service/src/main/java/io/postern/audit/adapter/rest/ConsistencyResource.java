package io.postern.audit.adapter.rest;

import io.postern.audit.app.ProveConsistency;
import io.postern.audit.app.ProveConsistency.ConsistencyProof;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.TiledTree;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Shows anybody that one checkpoint continues another. */
@Path("/consistency")
public class ConsistencyResource {
    private final ProveConsistency prove;

    public ConsistencyResource(ProveConsistency prove) {
        this.prove = prove;
    }

    /** The hashes are in base64. */
    public record Proof(long first, long second, List<String> hashes) {}

    @GET
    public Proof between(@QueryParam("first") @Nullable String first, @QueryParam("second") @Nullable String second) {
        long from = Given.as("first", first, Long::valueOf)
                .orElseThrow(() -> new Refused(Problem.of(400, "The parameter first is missing: an earlier size.")));
        OptionalLong to = Given.as("second", second, Long::valueOf).stream()
                .mapToLong(Long::longValue)
                .findFirst();
        try {
            ConsistencyProof proof = prove.of(from, to);
            return new Proof(
                    proof.first(),
                    proof.second(),
                    proof.hashes().stream().map(Hash::base64).toList());
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.of(400, "There is no such proof: " + e.getMessage() + "."));
        } catch (TiledTree.Incomplete gap) {
            throw new Refused(Problem.named(
                    "log-broken", 500, "No proof can be given: " + gap.tile() + " is missing or too short."));
        }
    }
}
