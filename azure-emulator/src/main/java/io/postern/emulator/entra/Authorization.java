package io.postern.emulator.entra;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an application asks for when it sends a person here to sign in. */
record Authorization(Scopes scopes, Optional<String> challenge, Optional<String> nonce, AskedClaims claims) {
    private static final Set<String> PROMPTS = Set.of("", "login", "select_account", "consent");
    private static final int LONGEST_NONCE = 512;

    /** To whom the answer goes; who is refused here is told on the page, for nothing else is known to be theirs. */
    record ReturnAddress(Client client, String redirect) {}

    static ReturnAddress returnAddress(Map<String, String> parameters, Clients clients) throws Refused {
        Client client = clients.named(parameters);
        String redirect = parameters.getOrDefault("redirect_uri", "");
        if (!client.mayReturnTo(redirect)) {
            throw Refused.invalid(
                    50011,
                    "The redirect URI specified in the request does not match the redirect URIs configured for the"
                            + " application '" + client.id() + "'.");
        }
        return new ReturnAddress(client, redirect);
    }

    static Authorization of(Map<String, String> parameters, Client client) throws Refused {
        if (!parameters.getOrDefault("response_type", "").equals("code")) {
            throw new Refused(400, "unsupported_response_type", 70005, "The 'response_type' must be code.");
        }
        if (!parameters.getOrDefault("response_mode", "query").equals("query")) {
            throw Refused.invalid(70007, "The 'response_mode' must be query.");
        }
        Scopes scopes = Scopes.of(parameters.getOrDefault("scope", ""));
        Optional<String> challenge = Pkce.challenge(parameters, client);
        AskedClaims claims = AskedClaims.of(parameters);
        Optional<String> nonce = Optional.ofNullable(parameters.get("nonce"));
        if (nonce.isPresent() && nonce.get().length() > LONGEST_NONCE) {
            throw Refused.invalid(90023, "The 'nonce' is too long.");
        }
        String prompt = parameters.getOrDefault("prompt", "");
        if (prompt.equals("none")) {
            throw new Refused(400, "login_required", 50058, "Nobody is signed in here: the person has to be asked.");
        }
        if (!PROMPTS.contains(prompt)) {
            throw Refused.invalid(90023, "The 'prompt' is none of none, login, select_account and consent.");
        }
        return new Authorization(scopes, challenge, nonce, claims);
    }
}
