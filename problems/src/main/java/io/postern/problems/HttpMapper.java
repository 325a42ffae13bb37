package io.postern.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what the framework refuses by itself: unknown paths, wrong methods and media types, unreadable parameters. */
@Provider
public final class HttpMapper implements ExceptionMapper<WebApplicationException> {
    private final UnexpectedMapper unexpected = new UnexpectedMapper();

    @Override
    public Response toResponse(WebApplicationException refusal) {
        Response original = refusal.getResponse();
        if (refusal.getCause() instanceof JsonProcessingException json) {
            return JsonProblems.of(json).response();
        }
        if (original.getStatus() >= 500) {
            return unexpected.toResponse(refusal);
        }
        if (original.getStatus() < 400) {
            return original;
        }
        Response.ResponseBuilder answer =
                Problem.of(original.getStatus(), sentence(original.getStatus())).builder();
        String allow = original.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "The request cannot be read; check its parameters and body against /q/openapi.";
            case 401 -> "Send an access token as 'Authorization: Bearer …'.";
            case 403 -> "You may not do this.";
            case 404 -> "There is nothing at this address; /q/openapi lists what there is.";
            case 405 -> "This address does not know that method; see /q/openapi.";
            case 406 -> "The answer is JSON; accept application/json.";
            case 413 -> "The body is larger than this service reads.";
            case 415 -> "Send the body as Content-Type: application/json.";
            default -> "The request was refused.";
        };
    }
}
