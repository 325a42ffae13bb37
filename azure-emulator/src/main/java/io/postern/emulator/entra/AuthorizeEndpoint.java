package io.postern.emulator.entra;

import io.postern.emulator.entra.Authorization.ReturnAddress;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code authorize}: a person picks who to be, and goes back to the application with a code. */
final class AuthorizeEndpoint {
    private final Directory directory;
    private final Clients clients;
    private final AuthorizationCodes codes;

    AuthorizeEndpoint(Directory directory, Clients clients, AuthorizationCodes codes) {
        this.directory = directory;
        this.clients = clients;
        this.codes = codes;
    }

    Reply answer(Call call) {
        try {
            Browser.check(call);
            Map<String, String> parameters = call.method().equals("POST") ? call.form() : call.queries();
            return answer(call, parameters, Authorization.returnAddress(parameters, clients));
        } catch (Refused refused) {
            return Pages.refusal(refused);
        } catch (IllegalArgumentException undecodable) {
            return Pages.refusal(Refused.invalid(9002313, "The request's body is malformed or invalid."));
        }
    }

    private Reply answer(Call call, Map<String, String> parameters, ReturnAddress back) {
        try {
            Authorization asked = Authorization.of(parameters, back.client());
            return call.method().equals("POST")
                    ? picked(call, parameters, back, asked)
                    : page(call, parameters, back, asked, "");
        } catch (Refused refused) {
            return refusal(refused, parameters, back);
        }
    }

    private Reply picked(Call call, Map<String, String> parameters, ReturnAddress back, Authorization asked)
            throws Refused {
        if (parameters.containsKey("cancel")) {
            throw new Refused(400, "access_denied", 65004, "The person declined to sign in.");
        }
        Optional<Person> person = directory.seed().person(parameters.getOrDefault("who", ""));
        if (person.isEmpty()) {
            return page(call, parameters, back, asked, "We could not find an account with that user name.");
        }
        if (!asked.claims().isEmpty() && !parameters.containsKey("confirmed")) {
            return page(call, parameters, back, asked, "This application asks you to confirm with a second factor.");
        }
        SignIn signIn = SignIn.now(person.get().name(), back.client(), asked.scopes(), call.at())
                .with(asked.nonce(), asked.claims());
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", codes.issue(signIn, back.redirect(), asked.challenge(), call.at()));
        return redirect(answer, parameters, back);
    }

    private Reply page(
            Call call, Map<String, String> parameters, ReturnAddress back, Authorization asked, String problem) {
        return AccountPage.toContinueTo(back.client().name())
                .withProblem(problem)
                .withSecondFactor(!asked.claims().isEmpty())
                .withHint(parameters.getOrDefault("login_hint", ""))
                .withParameters(parameters)
                .leadingTo(back.redirect())
                .reply(call, directory.seed());
    }

    private static Reply refusal(Refused refused, Map<String, String> parameters, ReturnAddress back) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", refused.error());
        answer.put("error_description", refused.description());
        return redirect(answer, parameters, back);
    }

    private static Reply redirect(Map<String, String> answer, Map<String, String> parameters, ReturnAddress back) {
        if (parameters.containsKey("state")) {
            answer.put("state", parameters.get("state"));
        }
        String query = answer.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Pages.redirect(back.redirect() + "?" + query);
    }
}
