package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The installations that a person knows, and what may be one. */
class ProfilesTest extends AtAWorkplace {
    @Test
    void profilesAreKeptChosenAndNeedASignInOfTheirOwn() throws Exception {
        String base = "http://127.0.0.1:" + here.issuer.port();
        assertThat(here.run(
                        "profile", "add", "contoso", "--issuer", base + Workplace.TENANT + "/v2.0", "--requests", base))
                .isZero();
        assertThat(here.run("list", "--profile", "contoso")).isEqualTo(1);
        assertThat(here.err.toString()).contains("./postern sign-in --profile contoso");
        assertThat(here.run("profile", "use", "contoso")).isZero();
        assertThat(here.signIn()).isZero();
        assertThat(here.run("list")).isZero();

        here.out.getBuffer().setLength(0);
        assertThat(here.run("profile", "list", "--json")).isZero();
        assertThat(here.out.toString())
                .contains("\"signedInAs\":\"Bea Browser\"", "\"name\":\"local\",\"current\":false");
        assertThat(here.run("list", "--as", "requester")).isZero();
        assertThat(here.issuer.bodies("grant_type=password&username=requester")).hasSize(1);
    }

    @Test
    void tokensGoNowhereWithoutHttpsOrToAnIssuerThatIsAnother() {
        assertThat(here.run(
                        "profile",
                        "add",
                        "c",
                        "--issuer",
                        "http://login.example.com",
                        "--requests",
                        "https://r.example"))
                .isEqualTo(1);
        assertThat(here.run(
                        "profile", "add", "local", "--issuer", "https://i.example", "--requests", "https://r.example"))
                .isEqualTo(1);
        assertThat(here.run(
                        "profile", "add", "../c", "--issuer", "https://i.example", "--requests", "https://r.example"))
                .isEqualTo(1);
        assertThat(here.run("profile", "use", "nowhere")).isEqualTo(1);
        here.issuer.on(
                "GET",
                Workplace.TENANT + "/v2.0/.well-known/openid-configuration",
                "{\"issuer\":\"https://evil.example\"}");
        assertThat(here.run("sign-in")).isEqualTo(1);
        assertThat(here.err.toString())
                .contains(
                        "no address that tokens may be sent to",
                        "local stack's",
                        "no name for a profile",
                        "no profile nowhere",
                        "says that it is 'https://evil.example'");
    }
}
