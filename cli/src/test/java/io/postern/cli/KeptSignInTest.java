package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.command.StubServices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a sign-in: for whom, for how long, and what happens when it is over or not enough. */
class KeptSignInTest extends AtAWorkplace {
    private static final String CHALLENGE = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

    @Test
    void whatIsKeptIsForItsOwnerAloneAndNoTokenIsShown() throws Exception {
        here.signIn();

        Path kept = here.dir.resolve("postern/tokens.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(kept)).contains("\"r-1\"");
        assertThat(here.out + here.err.toString()).doesNotContain("r-1", StubServices.access("Bea Browser"));

        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(here.run("list")).isEqualTo(1);
        assertThat(here.err.toString()).contains("chmod 600");
    }

    @Test
    void aTokenThatIsOverIsRenewedOnceAndItsSuccessorKept() throws Exception {
        here.issuer.on("POST", StubServices.TOKEN, _ -> here.tokens("Bea Browser", "r-1", 1));
        here.signIn();
        here.issuer.on("POST", StubServices.TOKEN, _ -> here.tokens("Bea Browser", "r-2", 3600));

        assertThat(here.run("list")).isZero();
        assertThat(here.run("list")).isZero();
        assertThat(here.issuer.bodies("grant_type=refresh_token"))
                .hasSize(1)
                .first()
                .asString()
                .contains("refresh_token=r-1");
        assertThat(Files.readString(here.dir.resolve("postern/tokens.json"))).contains("\"r-2\"");
    }

    @Test
    void aSignInThatHasEndedSaysSoAndSigningOutLeadsBackToTheDemoPeople() throws Exception {
        here.issuer.on("POST", StubServices.TOKEN, _ -> here.tokens("Bea Browser", "r-1", 1));
        here.signIn();
        here.issuer.on(
                "POST",
                StubServices.TOKEN,
                exchange -> "400 {\"error\":\"invalid_grant\",\"error_description\":\"No.\"}");
        assertThat(here.run("list")).isEqualTo(1);
        assertThat(here.err.toString()).contains("The sign-in of profile local has ended", "sign-out");

        here.issuer.on("POST", StubServices.TOKEN, _ -> here.tokens("Rita Requester", "", 3600));
        assertThat(here.run("sign-out")).isZero();
        assertThat(here.run("list")).isZero();
        assertThat(here.issuer.bodies("grant_type=password&username=requester")).hasSize(1);
    }

    @Test
    void aChallengeOfAServiceLeadsToAStrongerSignInWhereSomebodyIsThere() throws Exception {
        here.signIn();
        String encoded = Base64.getEncoder().encodeToString(CHALLENGE.getBytes(StandardCharsets.UTF_8));
        here.issuer.on("POST", "/api/v1/access-requests/01K/release", exchange -> {
            if (here.asked.containsKey("claims")) {
                return "{}";
            }
            exchange.getResponseHeaders()
                    .add("WWW-Authenticate", "Bearer error=\"insufficient_claims\", claims=\"" + encoded + "\"");
            return "401 {\"detail\":\"Sign in with here.more.\"}";
        });

        assertThat(here.run("release", "01K")).isEqualTo(1);
        assertThat(here.err.toString()).contains("./postern sign-in --profile local --claims '" + CHALLENGE + "'");

        here.more.put("POSTERN_ATTENDED", "1");
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> here.run("release", "01K", "--json"));
        assertThat(Workplace.get(here.opened())).isEqualTo(200);
        assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(here.asked).containsEntry("claims", CHALLENGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"i-1\",\"tid\":\"t-1\",\"oid\":\"o-2\",\"sub\":\"s-1\"}",
                "{\"iss\":\"i-1\",\"tid\":\"t-2\",\"oid\":\"o-1\",\"sub\":\"s-1\"}",
                "{\"iss\":\"i-2\",\"tid\":\"t-1\",\"oid\":\"o-1\",\"sub\":\"s-1\"}",
                "{\"iss\":\"i-1\",\"sub\":\"s-2\"}",
                "{}"
            })
    void aStrongerSignInBySomebodyElseDecidesNothingAndIsNotKept(String other) throws Exception {
        String before = other.contains("oid") ? "\"tid\":\"t-1\",\"oid\":\"o-1\"," : "";
        here.issuer.on(
                "POST",
                StubServices.TOKEN,
                _ -> tokens("Bea Browser", "{\"iss\":\"i-1\"," + before + "\"sub\":\"s-1\"}", "r-1"));
        here.signIn();
        String kept = Files.readString(here.dir.resolve("postern/tokens.json"));
        here.issuer.on("POST", StubServices.TOKEN, _ -> tokens("Bob Browser", other, "r-2"));

        assertThat(releasedAfterAnotherSignIn()).isEqualTo(1);
        assertThat(here.err.toString()).contains("Bob Browser", "Bea Browser", "nothing was done");
        assertThat(Files.readString(here.dir.resolve("postern/tokens.json"))).isEqualTo(kept);
        assertThat(here.issuer.calls())
                .filteredOn(call -> call.startsWith("POST /api/v1/access-requests/01K/release"))
                .hasSize(1);
    }

    @Test
    void aStrongerSignInByTheSamePersonMayComeWithAnotherSubject() throws Exception {
        String claims = "{\"iss\":\"i-1\",\"tid\":\"t-1\",\"oid\":\"o-1\",\"sub\":\"s-";
        here.issuer.on("POST", StubServices.TOKEN, _ -> tokens("Bea Browser", claims + "1\"}", "r-1"));
        here.signIn();
        here.issuer.on("POST", StubServices.TOKEN, _ -> tokens("Bea B.", claims + "2\"}", "r-2"));

        assertThat(releasedAfterAnotherSignIn()).isZero();
    }

    /** The exit code of a command that a service wants a stronger sign-in for. */
    private int releasedAfterAnotherSignIn() throws Exception {
        here.issuer.on("POST", "/api/v1/access-requests/01K/release", exchange -> {
            if (here.asked.containsKey("claims")) {
                return "{}";
            }
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\"");
            return "401 {\"detail\":\"Sign in with more.\"}";
        });
        here.more.put("POSTERN_ATTENDED", "1");
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> here.run("release", "01K", "--json"));
        Workplace.get(here.opened());
        return exit.get(20, TimeUnit.SECONDS);
    }

    private String tokens(String name, String claims, String refresh) {
        return here.tokens(name, refresh, 3600).replace(StubServices.access(name), StubServices.jwt(claims));
    }
}
