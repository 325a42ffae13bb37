package io.postern.emulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Turns a request into a {@link Call}, and adds to the {@link Reply} the headers that Azure always sends. */
final class Answering {
    private static final System.Logger LOG = System.getLogger(Answering.class.getName());
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

    private final String scheme;
    private final Endpoint endpoint;
    private final Clock clock;

    Answering(String scheme, Endpoint endpoint, Clock clock) {
        this.scheme = scheme;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    Reply answer(Request request, InetAddress peer) {
        Reply reply = asked(request, peer);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Cache-Control", "no-cache");
        all.put("x-ms-request-id", UUID.randomUUID().toString());
        String correlation = request.headers().get("x-ms-correlation-request-id");
        all.put(
                "x-ms-correlation-request-id",
                correlation == null ? UUID.randomUUID().toString() : correlation);
        echoClientRequestId(request.headers(), all);
        reply.headers().forEach((name, value) -> {
            all.keySet().removeIf(name::equalsIgnoreCase);
            all.put(name, value);
        });
        return new Reply(reply.status(), all, reply.body(), reply.raw(), reply.ending());
    }

    private Reply asked(Request request, InetAddress peer) {
        String host = request.headers().getOrDefault("host", "");
        if (!HOST.matcher(host).matches()) {
            return error(400, "InvalidHostHeader", "The Host header is missing or malformed.");
        }
        Call call;
        try {
            call = new Call(
                    request.method(),
                    QueryText.segments(request.rawPath()),
                    request.rawQuery().isEmpty() ? null : request.rawQuery(),
                    request.headers(),
                    request.body(),
                    peer,
                    scheme + "://" + host,
                    clock.instant());
        } catch (IllegalArgumentException undecodable) {
            return error(
                    400, "InvalidRequestUri", "The request URI is not correctly percent-encoded, or hides a slash.");
        }
        try {
            return endpoint.answer(call);
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "unexpected failure on " + call.method() + " " + call.path(), bug);
            return error(500, "InternalServerError", "The server encountered an internal error.");
        }
    }

    static Reply error(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        return Reply.of(status, body);
    }

    /** Azure sends back a client's own id when asked; ARM and Entra name the headers differently. */
    private static void echoClientRequestId(Map<String, String> asked, Map<String, String> answer) {
        for (String name : List.of("x-ms-client-request-id", "client-request-id")) {
            String id = asked.get(name);
            String echo = asked.get(name.replace("client-request-id", "return-client-request-id"));
            if (id != null && "true".equalsIgnoreCase(echo)) {
                answer.put(name, id);
            }
        }
    }
}
