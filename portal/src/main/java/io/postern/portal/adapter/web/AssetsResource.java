package io.postern.portal.adapter.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Hands out the assets, to anybody. */
@Path("/assets")
public class AssetsResource {
    private final Assets assets;

    public AssetsResource(Assets assets) {
        this.assets = assets;
    }

    /** Nothing but the date that every answer carries, for browsers whose clock is wrong. */
    @GET
    @Path("/clock")
    public Response clock() {
        return Response.noContent().build();
    }

    @GET
    @Path("/{name}")
    public Response asset(@PathParam("name") String name) {
        Asset asset = assets.named(name).orElseThrow(NotFoundException::new);
        return Response.ok(asset.bytes(), asset.type())
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }
}
