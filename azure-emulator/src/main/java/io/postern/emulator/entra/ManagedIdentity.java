package io.postern.emulator.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Directory;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code /msi/{who}/token}: the way in which az gets tokens with no login page, as any demo person or service principal. In the
 * form of a virtual machine (POST, header {@code Metadata: true}) or of an App Service (GET, header {@code secret}); to callers
 * on this machine only.
 */
final class ManagedIdentity {
    private final Directory directory;
    private final Tokens tokens;

    ManagedIdentity(Directory directory, Tokens tokens) {
        this.directory = directory;
        this.tokens = tokens;
    }

    Reply token(Call call, String who) {
        boolean post = call.method().equals("POST");
        if (!post && !call.method().equals("GET")) {
            return EntraError.of(405, "invalid_request", 900561, "The endpoint accepts GET and POST.", call.at());
        }
        if (!call.fromThisMachine()) {
            return EntraError.of(403, "access_denied", 53003, "Demo tokens are given to this machine only.", call.at());
        }
        boolean asked = post
                ? call.header("Metadata").filter("true"::equalsIgnoreCase).isPresent()
                : call.header("secret").filter(s -> !s.isBlank()).isPresent();
        if (!asked) {
            String header = post ? "'Metadata: true'" : "'secret'";
            return EntraError.of(400, "invalid_request", 90014, "The header " + header + " is required.", call.at());
        }
        String resource = (post ? Optional.ofNullable(call.form().get("resource")) : call.query("resource")).orElse("");
        return Audience.asked(resource)
                .map(audience -> token(who, audience, call.at())
                        .map(token -> granted(token, resource, call.at()))
                        .orElseGet(() -> EntraError.of(
                                400,
                                "invalid_request",
                                50034,
                                "There is neither a person nor a service principal of that name.",
                                call.at())))
                .orElseGet(() -> EntraError.of(
                        400,
                        "invalid_resource",
                        500011,
                        "No resource of that name is known in this tenant.",
                        call.at()));
    }

    private Optional<String> token(String who, Audience audience, Instant now) {
        return directory
                .seed()
                .person(who)
                .map(person -> tokens.forPerson(person, audience, AskedClaims.NONE, now))
                .or(() -> directory.seed().principal(who).map(p -> tokens.forPrincipal(p, audience, now)));
    }

    private static Reply granted(String token, String resource, Instant now) {
        ObjectNode body = Json.object();
        body.put("access_token", token).put("token_type", "Bearer").put("resource", resource);
        body.put("expires_in", Long.toString(Tokens.LIFE.toSeconds()));
        body.put("expires_on", Long.toString(now.plus(Tokens.LIFE).getEpochSecond()));
        body.put("not_before", Long.toString(now.getEpochSecond()));
        return Reply.of(200, body).with("Cache-Control", "no-store");
    }
}
