package io.postern.portal.adapter.web.trail;

import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.app.TrailReads;
import io.postern.portal.domain.Place;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Set;

/** What can be taken away of the trail: exports, proofs and closure receipts. */
@Path("/trail")
@RunOnVirtualThread
public class TakeAway {
    private static final Set<String> FORMATS = Set.of("jsonl", "csv", "ocsf", "asim");

    private final SignedIn caller;
    private final TrailReads trail;

    public TakeAway(SignedIn caller, TrailReads trail) {
        this.caller = caller;
        this.trail = trail;
    }

    /** Handed on as it comes: however much it is, no more than a buffer of it is here. */
    @GET
    @Path("/export")
    public Response export(
            @BeanParam FilterParameters parameters, @QueryParam("format") @DefaultValue("jsonl") String format) {
        Stop.unlessOpen(Place.TRAIL, caller.person());
        if (!FORMATS.contains(format)) {
            throw new BadRequestException();
        }
        TrailReads.Export export = trail.export(format, parameters.filter()).orStop();
        StreamingOutput through = out -> {
            try (InputStream in = export.content()) {
                in.transferTo(out);
            }
        };
        return attachment(through, export.type(), "postern-trail." + format);
    }

    @GET
    @Path("/proofs/{event}")
    public Response proof(@PathParam("event") String event) {
        Stop.unlessOpen(Place.TRAIL, caller.person());
        return attachment(trail.proof(event).orStop(), "application/json", "postern-proof-" + plain(event) + ".json");
    }

    @GET
    @Path("/{request}/receipt")
    public Response receipt(@PathParam("request") String request) {
        Stop.unlessOpen(Place.TRAIL, caller.person());
        return attachment(
                trail.receipt(request).orStop(), "text/plain;charset=utf-8", "postern-" + plain(request) + ".receipt");
    }

    private static Response attachment(Object entity, String type, String name) {
        return Response.ok(entity, type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static String plain(String id) {
        return id.replaceAll("[^0-9A-Za-z-]", "");
    }
}
