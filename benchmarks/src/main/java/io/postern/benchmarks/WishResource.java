package io.postern.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;

/** Takes a body, checks its fields, keeps it in two tables, answers 202. */
@Path(WishResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WishResource {
    static final String PATH = "/api/v1/access-requests";

    private final TwoInserts inserts;
    private final ObjectMapper json;

    WishResource(TwoInserts inserts, ObjectMapper json) {
        this.inserts = inserts;
        this.json = json;
    }

    /** The answer: the body with its id. */
    public record Kept(String id, Wish wish) {}

    @POST
    public Response keep(Wish wish) throws JsonProcessingException {
        if (!wish.valid()) {
            return Response.status(400).build();
        }
        String id = UUID.randomUUID().toString();
        inserts.keep(id, json.writeValueAsString(wish));
        return Response.accepted(new Kept(id, wish))
                .location(URI.create(PATH + "/" + id))
                .build();
    }
}
