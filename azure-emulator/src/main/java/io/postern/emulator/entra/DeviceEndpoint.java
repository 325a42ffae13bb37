package io.postern.emulator.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.entra.DeviceCodes.Asked;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Person;
import java.util.Map;
import java.util.Optional;

/** Sign-in on another screen: {@code devicecode} for the application that waits, {@code deviceauth} for the person. */
final class DeviceEndpoint {
    private final Directory directory;
    private final Clients clients;
    private final DeviceCodes codes;

    DeviceEndpoint(Directory directory, Clients clients, DeviceCodes codes) {
        this.directory = directory;
        this.clients = clients;
        this.codes = codes;
    }

    Reply begin(Call call) {
        try {
            if (!call.fromThisMachine()) {
                throw Refused.elsewhere();
            }
            if (!call.method().equals("POST")) {
                throw new Refused(405, "invalid_request", 900561, "The endpoint only accepts POST requests.");
            }
            Map<String, String> form = call.form();
            Client client = clients.named(form);
            if (client.confidential()) {
                throw new Refused(400, "unauthorized_client", 700025, "Only a public client signs in by device code.");
            }
            Scopes scopes = Scopes.of(form.getOrDefault("scope", ""));
            return begun(call, codes.begin(client, scopes, AskedClaims.of(form), call.at()));
        } catch (Refused refused) {
            return refused.reply(call.at());
        } catch (IllegalArgumentException undecodable) {
            return Refused.invalid(9002313, "The request's body is malformed or invalid.")
                    .reply(call.at());
        }
    }

    private Reply begun(Call call, Asked asked) {
        String page = call.base() + "/" + directory.seed().tenant() + "/oauth2/deviceauth";
        ObjectNode body = Json.object();
        body.put("user_code", asked.userCode()).put("device_code", asked.deviceCode());
        body.put("verification_uri", page).put("expires_in", DeviceCodes.LIFE.toSeconds());
        body.put("interval", asked.interval().toSeconds());
        body.put("message", "To sign in, open " + page + " and enter the code " + asked.userCode() + ".");
        return Reply.of(200, body).with("Cache-Control", "no-store");
    }

    Reply page(Call call) {
        try {
            Browser.check(call);
            return call.method().equals("POST") ? answered(call, call.form()) : question(200, "");
        } catch (Refused refused) {
            return Pages.refusal(refused);
        } catch (IllegalArgumentException undecodable) {
            return Pages.refusal(Refused.invalid(9002313, "The request's body is malformed or invalid."));
        }
    }

    private static Reply question(int status, String problem) {
        String alert = problem.isEmpty() ? "" : "<p id=\"problem\" role=\"alert\">" + Pages.text(problem) + "</p>\n";
        String content = "<p>Enter the code that your application or device shows.</p>\n" + alert
                + "<form method=\"post\" autocomplete=\"off\">\n<p><label for=\"code\">Code</label>"
                + "<input id=\"code\" name=\"otc\" required maxlength=\"20\" autofocus spellcheck=\"false\""
                + (problem.isEmpty() ? "" : " aria-invalid=\"true\" aria-describedby=\"problem\"") + "></p>\n"
                + "<p class=\"end\"><button class=\"primary\">Next</button></p>\n</form>";
        return Pages.page(status, "Enter code", content);
    }

    private Reply answered(Call call, Map<String, String> form) {
        String typed = form.getOrDefault("otc", "");
        Optional<Asked> waiting = codes.typed(typed, call.at());
        if (waiting.isEmpty()) {
            return question(400, "That code did not work. Check the code and try again.");
        }
        Asked asked = waiting.get();
        if (form.containsKey("cancel")) {
            codes.decline(asked, call.at());
            return Pages.page(200, "You have not signed in", "<p>You can close this window.</p>");
        }
        Optional<Person> person = directory.seed().person(form.getOrDefault("who", ""));
        if (person.isEmpty()) {
            return account(
                    call,
                    asked,
                    typed,
                    form.containsKey("who") ? "We could not find an account with that user name." : "");
        }
        if (!asked.claims().isEmpty() && !form.containsKey("confirmed")) {
            return account(call, asked, typed, "This application asks you to confirm with a second factor.");
        }
        SignIn signIn = SignIn.now(person.get().name(), asked.client(), asked.scopes(), call.at())
                .with(Optional.empty(), asked.claims());
        codes.approve(asked, signIn, call.at());
        return Pages.page(
                200,
                "You have signed in",
                "<p>You have signed in to <strong>" + Pages.text(asked.client().name())
                        + "</strong> on your device. You can close this window.</p>");
    }

    private Reply account(Call call, Asked asked, String typed, String problem) {
        return AccountPage.toContinueTo(asked.client().name())
                .withProblem(problem)
                .withSecondFactor(!asked.claims().isEmpty())
                .withParameters(Map.of("otc", typed))
                .reply(call, directory.seed());
    }
}
