package io.postern.emulator.arm;

import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;

/** A request that ARM turns down, with ARM's code and sentence. */
final class ArmError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;
    private final String retryAfter;

    ArmError(int status, String code, String message) {
        this(status, code, message, "");
    }

    private ArmError(int status, String code, String message, String retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** Something else has to be over first; {@code seconds} is when to ask again. */
    static ArmError notYet(String code, String message, String seconds) {
        return new ArmError(429, code, message, seconds);
    }

    static ArmError badRequest(String code, String message) {
        return new ArmError(400, code, message);
    }

    static ArmError notFound(String code, String message) {
        return new ArmError(404, code, message);
    }

    static ArmError method(String method) {
        return new ArmError(405, "MethodNotAllowed", "The resource does not support http method '" + method + "'.");
    }

    Reply reply() {
        var body = Json.object();
        body.putObject("error").put("code", code).put("message", getMessage());
        Reply reply = Reply.of(status, body);
        return retryAfter.isEmpty() ? reply : reply.with("Retry-After", retryAfter);
    }
}
