package io.postern.emulator.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import java.util.UUID;

/** A request that Microsoft Graph turns down. */
final class GraphError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    GraphError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static GraphError notPermitted() {
        return new GraphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    static GraphError absent(String id) {
        return new GraphError(404, "Request_ResourceNotFound", "There is no object '" + id + "' of this type.");
    }

    static GraphError badRequest(String message) {
        return new GraphError(400, "Request_BadRequest", message);
    }

    Reply reply(Call call) {
        String id = UUID.randomUUID().toString();
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error").put("code", code).put("message", getMessage());
        error.putObject("innerError")
                .put("date", call.at().toString())
                .put("request-id", id)
                .put("client-request-id", call.header("client-request-id").orElse(id));
        return Reply.of(status, body);
    }
}
