package io.postern.emulator.entra;

import java.time.Instant;
import java.util.Optional;

/**
 * One person's sign-in to one application.
 *
 * @param nonce what the id_token repeats
 * @param done what the person confirmed beyond a password
 * @param session names this sign-in and what comes of it
 */
record SignIn(
        String person,
        Client client,
        Scopes scopes,
        Optional<String> nonce,
        AskedClaims done,
        Instant at,
        String session) {
    static SignIn now(String person, Client client, Scopes scopes, Instant at) {
        return new SignIn(person, client, scopes, Optional.empty(), AskedClaims.NONE, at, RandomText.next());
    }

    SignIn with(Optional<String> asked, AskedClaims confirmed) {
        return new SignIn(person, client, scopes, asked, confirmed, at, session);
    }

    SignIn with(Scopes others) {
        return new SignIn(person, client, others, nonce, done, at, session);
    }
}
