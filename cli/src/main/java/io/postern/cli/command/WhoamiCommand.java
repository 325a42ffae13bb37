package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.api.Person;
import io.postern.cli.api.TokenClaims;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says in whose name commands act. */
@Command(
        name = "whoami",
        description = "Says in whose name commands act, with which roles, and until when that holds.",
        footer = {"", "Examples:", "  ./postern whoami", "  ./postern whoami --as approver --json"})
final class WhoamiCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Mixin
    Who who = new Who();

    @Override
    public Integer call() {
        Person person = new Session(terminal).of(who, "requester").person();
        TokenClaims claims = TokenClaims.of(person.token());
        ObjectNode answer = terminal.object()
                .put("name", claims.name().isEmpty() ? person.name() : claims.name())
                .put("oid", claims.text("oid"))
                .put("tenant", claims.text("tid"))
                .put("issuer", claims.text("iss"))
                .put("until", until(claims));
        claims.roles().forEach(answer.putArray("roles")::add);
        terminal.say(
                answer.path("name").asText() + " (" + claims.text("oid") + " of tenant " + claims.text("tid") + ")");
        terminal.say("  roles   " + (claims.roles().isEmpty() ? "none" : String.join(", ", claims.roles())));
        terminal.say("  issuer  " + claims.text("iss"));
        terminal.say("  until   " + until(claims));
        terminal.answer(answer);
        return 0;
    }

    private static String until(TokenClaims claims) {
        return Instant.ofEpochSecond(claims.claims().path("exp").asLong()).toString();
    }
}
