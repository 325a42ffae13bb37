package io.postern.audit.adapter.rest;

import io.postern.audit.app.LogFiles;
import io.postern.audit.app.LogTiles;
import io.postern.audit.app.Pruned;
import io.postern.audit.app.SignedNotes;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.ListedNote;
import io.postern.problems.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The published log, for anybody: what it says is proven by itself, and holds no personal data. */
@Path("/")
public class LogResource {
    private static final Pattern TILE = Pattern.compile(
            "(entries|[0-9]|[1-5][0-9]|6[0-3])/(x[0-9]{3}/){0,5}[0-9]{3}(\\.p/([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?");

    private static final Pattern SHORT = Pattern.compile("([0-9]+)/([x0-9/]+)\\.p/([0-9]+)");

    private static final String ENTRIES = "entries/";

    private static final int NOTES = 1_000;

    private final LogFiles files;
    private final LogTiles tiles;
    private final SignedNotes notes;
    private final Pruned pruned;

    public LogResource(LogFiles files, SignedNotes notes, Pruned pruned) {
        this.files = files;
        this.tiles = new LogTiles(files);
        this.notes = notes;
        this.pruned = pruned;
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

    /** Every checkpoint that was ever signed, a JSON object a line; the last size of a page is where the next begins. */
    @GET
    @Path("checkpoints")
    @Produces("application/x-ndjson")
    public Response checkpoints(@QueryParam("after") @Nullable String after) {
        long size = Given.as("after", after, Long::valueOf).orElse(0L);
        return Response.ok(
                        notes.after(size, NOTES).stream().map(ListedNote::line).collect(Collectors.joining()))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    @GET
    @Path("tile/{path:.+}")
    public Response tile(@PathParam("path") String path) {
        if (!TILE.matcher(path).matches()) {
            return absent("A tile is named tile/<level>/<index> or tile/entries/<index>, as C2SP tlog-tiles says.");
        }
        if (path.startsWith(ENTRIES) && pruned.entries(bundle(path))) {
            return Problem.of(
                            410,
                            "These entries are older than what is handed out here; ask for them from the archive. Their"
                                    + " tiles are still here.")
                    .response();
        }
        return files.read("tile/" + path)
                .or(() -> begun(path))
                .map(bytes -> Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                        .build())
                .orElseGet(() -> absent("The log has no such tile; /checkpoint says how large it is."));
    }

    /** What a tile was when it was shorter: of a checkpoint that was signed together with a longer one. */
    private Optional<byte[]> begun(String path) {
        Matcher tile = SHORT.matcher(path);
        if (!tile.matches()) {
            return Optional.empty();
        }
        long index = Long.parseLong(tile.group(2).replaceAll("[x/]", ""));
        int width = Integer.parseInt(tile.group(3));
        return tiles.tile(Integer.parseInt(tile.group(1)), index, width)
                .map(bytes -> Arrays.copyOf(bytes, width * Hash.BYTES));
    }

    /** The number in a path such as {@code entries/x001/234.p/7}. */
    private static long bundle(String path) {
        String digits =
                path.substring(ENTRIES.length()).replaceFirst("\\.p/.*", "").replaceAll("[^0-9]", "");
        return Long.parseLong(digits);
    }

    private static Response absent(String sentence) {
        return Problem.of(404, sentence).response();
    }
}
