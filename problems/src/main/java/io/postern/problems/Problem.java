package io.postern.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** A problem document (RFC 9457): the one form in which a service says no. The detail is a sentence that helps. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<String> errors) {
    /** The media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String NAMED = "urn:postern:problem:";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem that the status code classifies well enough. */
    public static Problem of(int status, String detail) {
        return new Problem("about:blank", Titles.of(status), status, detail, List.of());
    }

    /** A problem that a caller may want to tell apart by machine, as {@code urn:postern:problem:<name>}. */
    public static Problem named(String name, int status, String detail) {
        return new Problem(NAMED + name, Titles.of(status), status, detail, List.of());
    }

    /** The name to tell it apart by, if it has one. */
    public Optional<String> name() {
        return type.startsWith(NAMED) ? Optional.of(type.substring(NAMED.length())) : Optional.empty();
    }

    /** The same problem with each single error listed. */
    public Problem with(List<String> each) {
        return new Problem(type, title, status, detail, each);
    }

    public Response response() {
        return builder().build();
    }

    /** The response, open for further headers. */
    public Response.ResponseBuilder builder() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }
}
