package io.postern.audit.adapter.rest;

import io.postern.audit.app.LogFiles;
import io.postern.problems.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;

/** The published log, for anybody: what it says is proven by itself, and holds no personal data. */
@Path("/")
public class LogResource {
    private static final Pattern TILE = Pattern.compile(
            "(entries|[0-9]|[1-5][0-9]|6[0-3])/(x[0-9]{3}/){0,5}[0-9]{3}(\\.p/([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?");

    private final LogFiles files;

    public LogResource(LogFiles files) {
        this.files = files;
    }

    @GET
    @Path("checkpoint")
    public Response checkpoint() {
        return files.checkpoint()
                .map(note -> Response.ok(note, MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                        .build())
                .orElseGet(() -> absent("Nothing is recorded yet, so there is no checkpoint."));
    }

    @GET
    @Path("tile/{path:.+}")
    public Response tile(@PathParam("path") String path) {
        if (!TILE.matcher(path).matches()) {
            return absent("A tile is named tile/<level>/<index> or tile/entries/<index>, as C2SP tlog-tiles says.");
        }
        return files.read("tile/" + path)
                .map(bytes -> Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                        .build())
                .orElseGet(() -> absent("The log has no such tile; /checkpoint says how large it is."));
    }

    private static Response absent(String sentence) {
        return Problem.of(404, sentence).response();
    }
}
