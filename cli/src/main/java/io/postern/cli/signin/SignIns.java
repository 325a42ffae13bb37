package io.postern.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.Api;
import io.postern.cli.api.OAuthRefusal;
import io.postern.cli.api.Person;
import io.postern.cli.api.TokenClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sign-ins of the person at this machine: made, kept, renewed and forgotten. */
public final class SignIns {
    /** A token that ends sooner is renewed before it is used. */
    private static final Duration SPARE = Duration.ofSeconds(90);

    private final Api api;
    private final ConfigDir dir;
    private final TokenCache cache;
    private final Screen screen;

    public SignIns(Api api, ConfigDir dir, Screen screen) {
        this.api = api;
        this.dir = dir;
        this.cache = new TokenCache(dir);
        this.screen = screen;
    }

    /** Signs in, in a browser here or on another screen; the person's name. {@code claims} may be empty. */
    public String signIn(Profile profile, boolean device, String claims) {
        return kept(profile, signedIn(profile, device ? Tokens.Way.DEVICE : Tokens.Way.BROWSER, claims, ""))
                .name();
    }

    /** Forgets a sign-in; false when there was none. */
    public boolean signOut(Profile profile) {
        return dir.alone(() -> cache.remove(profile));
    }

    /** Whoever is signed in with a profile. */
    public Optional<Person> person(Profile profile) {
        return cache.of(profile).map(tokens -> new Person(tokens.name(), claims -> access(profile, claims)));
    }

    /** What whoever is signed in is called; empty when nobody is. */
    public String name(Profile profile) {
        return cache.of(profile).map(Tokens::name).orElse("");
    }

    private String access(Profile profile, String claims) {
        if (!claims.isEmpty()) {
            return stepUp(profile, claims);
        }
        Instant now = Instant.now();
        Tokens kept = kept(profile);
        return kept.until().isAfter(now.plus(SPARE))
                ? kept.access()
                : dir.alone(() -> renewed(profile, now)).access();
    }

    /** Another command may have renewed it in the meantime, and a refresh token is used once. */
    private Tokens renewed(Profile profile, Instant now) {
        Tokens kept = kept(profile);
        if (kept.until().isAfter(now.plus(SPARE))) {
            return kept;
        }
        if (kept.refresh().isEmpty()) {
            throw ended(profile, null);
        }
        try {
            JsonNode answer = new Issuer(api, profile)
                    .tokens(Map.of(
                            "grant_type", "refresh_token", "refresh_token", kept.refresh(), "scope", profile.scope()));
            Tokens fresh = Tokens.of(profile, kept.way(), answer, kept.refresh(), kept.name(), now);
            cache.put(profile, fresh);
            return fresh;
        } catch (OAuthRefusal over) {
            throw ended(profile, over);
        }
    }

    private String stepUp(Profile profile, String claims) {
        Tokens kept = kept(profile);
        if (!screen.isAttended()) {
            throw new CommandFailure("This needs a stronger sign-in: ./postern sign-in --profile " + profile.name()
                    + " --claims '" + claims + "'.");
        }
        screen.tell("This needs a stronger sign-in.");
        TokenClaims before = TokenClaims.of(kept.access());
        Tokens stronger = signedIn(profile, kept.way(), claims, before.text("preferred_username"));
        if (!TokenClaims.of(stronger.access()).holder().equals(before.holder())) {
            throw new CommandFailure("You have signed in as " + stronger.name() + ", but it was " + kept.name()
                    + " who asked: nothing was done, and the sign-in is not kept. Sign in as " + kept.name()
                    + ", or change who you are with ./postern sign-in --profile " + profile.name() + ".");
        }
        return kept(profile, stronger).access();
    }

    private Tokens signedIn(Profile profile, Tokens.Way way, String claims, String hint) {
        Issuer issuer = new Issuer(api, profile);
        Map<String, String> more = new TreeMap<>();
        if (!claims.isEmpty()) {
            more.put("claims", claims);
        }
        if (!hint.isEmpty()) {
            more.put("login_hint", hint);
        }
        JsonNode answer = switch (way) {
            case BROWSER -> new BrowserSignIn(issuer, screen::open).tokens(more);
            case DEVICE -> new DeviceSignIn(issuer, screen::code).tokens(more);
        };
        return Tokens.of(profile, way, answer, "", name(answer), Instant.now());
    }

    private Tokens kept(Profile profile, Tokens tokens) {
        return dir.alone(() -> {
            cache.put(profile, tokens);
            return tokens;
        });
    }

    private static String name(JsonNode answer) {
        String name = TokenClaims.of(answer.path("id_token").asText("")).name();
        return name.isEmpty()
                ? TokenClaims.of(answer.path("access_token").asText()).name()
                : name;
    }

    private Tokens kept(Profile profile) {
        return cache.of(profile).orElseThrow(() -> ended(profile, null));
    }

    private static CommandFailure ended(Profile profile, @Nullable Exception why) {
        String sentence = "The sign-in of profile " + profile.name() + " has ended: ./postern sign-in"
                + (profile.isLocal()
                        ? ", or ./postern sign-out to go on as the demo people."
                        : " --profile " + profile.name() + ".");
        return why == null ? new CommandFailure(sentence) : new CommandFailure(sentence, why);
    }
}
