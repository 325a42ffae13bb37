package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Something else answers where a service should: a portal of the network's, a proxy, another service. */
class NotPosternTest extends AtAWorkplace {
    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome to the guest network</html>", "", "\"fine\"", "204 "})
    void whatIsNoAnswerOfAServiceIsNoSuccess(String answer) {
        for (String ending : List.of("release", "revoke", "cancel")) {
            here.issuer.on("POST", "/api/v1/access-requests/01K/" + ending, answer);
            here.err.getBuffer().setLength(0);
            assertThat(here.run(ending, "01K")).as(ending).isEqualTo(1);
            assertThat(here.err.toString())
                    .contains("not Postern", "http://127.0.0.1:" + here.issuer.port() + "/")
                    .hasLineCount(1);
        }
        here.issuer.on("GET", "/api/v1/access-requests", answer);
        assertThat(here.run("list")).isEqualTo(1);
        assertThat(here.out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "", "{}", "{\"grants\":2}", "[]"})
    void aPanicIsOnlyDoneWhenTheEnforcerSaysHowMuchItShuts(String answer) {
        here.issuer.on("POST", "/api/v1/panic", answer);

        assertThat(here.run("panic", "--reason", "stolen laptop", "--confirm", "everything"))
                .isEqualTo(1);
        assertThat(here.err.toString()).contains("http://127.0.0.1:" + here.issuer.port() + "/", "./postern profile");
        assertThat(here.out.toString()).isEmpty();
    }

    @Test
    void aPanicThatIsRefusedSaysWhereItWent() {
        here.issuer.on("POST", "/api/v1/panic", "404 ");

        assertThat(here.run("panic", "--reason", "stolen laptop", "--confirm", "everything"))
                .isEqualTo(1);
        assertThat(here.err.toString())
                .contains("Nothing was shut", "http://127.0.0.1:" + here.issuer.port() + "/api/v1/panic", "status 404");
    }

    @Test
    void aProfileWithoutAnEnforcerSaysWhereAPanicGoes() {
        String[] add = {
            "profile",
            "add",
            "contoso",
            "--issuer",
            "https://issuer.example.com",
            "--requests",
            "https://requests.example.com",
            "--enforcer",
            "https://enforcer.example.com"
        };
        assertThat(here.run(add)).isZero();
        assertThat(here.err.toString()).isEmpty();

        assertThat(here.run(List.of(add).subList(0, 7).toArray(String[]::new))).isZero();
        assertThat(here.err.toString())
                .contains("./postern panic", "https://requests.example.com", "--enforcer")
                .hasLineCount(1);
    }
}
