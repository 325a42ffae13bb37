package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.command.StubServices;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Signing in at an issuer that answers as told. */
class SignInTest extends AtAWorkplace {
    @Test
    void aBrowserBringsTheCodeBackAndItIsRedeemedWithItsProof() throws Exception {
        assertThat(here.signIn()).isZero();

        Map<String, String> redeemed =
                Workplace.form(here.issuer.bodies("authorization_code").getLast());
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(redeemed.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
                .isEqualTo(here.asked.get("code_challenge"));
        assertThat(here.asked)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("client_id", "postern-cli")
                .containsEntry("redirect_uri", redeemed.get("redirect_uri"));
        assertThat(here.out.toString()).contains("\"name\":\"Bea Browser\"");
        assertThat(here.run("whoami")).isZero();
        assertThat(here.out.toString()).contains("Bea Browser (o-1");
    }

    @Test
    void anAnswerOfAnotherSignInIsNotTaken() throws Exception {
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> here.run("sign-in", "--json"));
        URI authorize = here.opened();
        String back = Workplace.form(authorize.getRawQuery()).get("redirect_uri");

        assertThat(Workplace.get(URI.create(back + "/?code=evil&state=guessed")))
                .isEqualTo(400);
        assertThat(Workplace.get(URI.create(back + "/elsewhere?code=evil&state="
                        + Workplace.form(authorize.getRawQuery()).get("state"))))
                .isEqualTo(400);
        assertThat(exit).isNotDone();
        assertThat(Workplace.get(authorize)).isEqualTo(200);
        assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(here.issuer.bodies("evil")).isEmpty();
    }

    @Test
    void anIdTokenOfAnotherSignInIsNotKept() throws Exception {
        here.more.put("nonce", "another");
        assertThat(here.signIn()).isEqualTo(1);
        assertThat(here.err.toString()).contains("another sign-in");
        assertThat(here.dir.resolve("postern/tokens.json")).doesNotExist();
    }

    @Test
    void whoDeclinesIsNotSignedInAndReadsWhy() throws Exception {
        here.issuer.on("GET", Workplace.TENANT + "/oauth2/v2.0/authorize", exchange -> {
            Map<String, String> query = Workplace.form(exchange.getRequestURI().getRawQuery());
            return "302 " + query.get("redirect_uri") + "?error=access_denied&error_description=Declined&state="
                    + query.get("state");
        });
        assertThat(here.signIn()).isEqualTo(1);
        assertThat(here.err.toString().strip()).isEqualTo("postern: You have not signed in: Declined.");
    }

    @Test
    void aDeviceCodeIsWaitedForAsLongAsTheIssuerSays() {
        AtomicInteger polls = new AtomicInteger();
        here.issuer.on(
                "POST",
                Workplace.TENANT + "/oauth2/v2.0/devicecode",
                "{\"device_code\":\"d-1\",\"user_code\":\"ABCD\","
                        + "\"verification_uri\":\"http://127.0.0.1/deviceauth\",\"interval\":0,\"expires_in\":60}");
        here.issuer.on("POST", StubServices.TOKEN, _ -> switch (polls.getAndIncrement()) {
            case 0 -> "400 {\"error\":\"authorization_pending\",\"error_description\":\"Later\"}";
            case 1 -> "502 <html>bad gateway</html>";
            default -> here.tokens("Dora Device", "r-1", 3600);
        });

        long start = System.nanoTime();
        assertThat(here.run("sign-in", "--device")).isZero();
        // An interval of nothing would keep the issuer busy.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(here.err.toString()).contains("http://127.0.0.1/deviceauth", "ABCD");
        assertThat(here.out.toString()).contains("Signed in to local as Dora Device.");
        assertThat(polls.get()).isEqualTo(3);
    }

    @Test
    void aCodeThatIsDeclinedOrRunsOutEndsTheWait() {
        here.issuer.on(
                "POST", Workplace.TENANT + "/oauth2/v2.0/devicecode", "{\"device_code\":\"d-1\",\"interval\":0}");
        for (String error : List.of("authorization_declined", "expired_token", "invalid_client")) {
            here.issuer.on(
                    "POST", StubServices.TOKEN, "400 {\"error\":\"" + error + "\",\"error_description\":\"No.\"}");
            assertThat(here.run("sign-in", "--device")).as(error).isEqualTo(1);
        }
        assertThat(here.err.toString()).contains("declined on the other screen", "in time", "postern: No.");
    }
}
