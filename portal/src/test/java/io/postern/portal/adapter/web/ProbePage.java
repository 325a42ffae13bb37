package io.postern.portal.adapter.web;

import io.postern.portal.adapter.services.ServiceCalls;
import io.postern.portal.adapter.services.Upstream;
import io.postern.portal.app.Answer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Named;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** A page of the tests alone, as plain as pages get: it shows, and changes, one thing of one service. */
@Path("/probe")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ProbePage {
    record Thing(String name) {}

    private final ServiceCalls calls;
    private final Upstream requests;

    public ProbePage(ServiceCalls calls, @Named("request") Upstream requests) {
        this.calls = calls;
        this.requests = requests;
    }

    @GET
    public String show() {
        Answer<Thing> thing = calls.get(requests, "/thing", Thing.class);
        return "thing: " + thing.orStop().name();
    }

    @POST
    public Response change(@FormParam("name") String name, @Context HttpHeaders headers) {
        Answer<Thing> changed = calls.post(requests, "/thing", Map.of("name", name), Thing.class);
        changed.orStop();
        return SeeOther.to(headers, "/probe");
    }

    @GET
    @Path("bug")
    public String bug() {
        throw new IllegalStateException("secret detail");
    }
}
