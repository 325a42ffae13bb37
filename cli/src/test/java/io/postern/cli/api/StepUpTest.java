package io.postern.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is asked for a stronger sign-in signs in again, once. */
class StepUpTest {
    private static final String CLAIMS = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

    private final List<String> signIns = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String challenge = "";
    private int enough = 2;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            tokens.add(token);
            boolean accepted = token.equals("Bearer token-" + enough);
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            byte[] body =
                    (accepted ? "{\"fine\":true}" : "{\"detail\":\"Sign in again.\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(accepted ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theChallengeSaysWhatToSignInWith() {
        String encoded = Base64.getEncoder().encodeToString(CLAIMS.getBytes(StandardCharsets.UTF_8));
        challenge = "Bearer error=\"insufficient_claims\", claims=\"" + encoded + "\"";
        assertThat(ask()).isEqualTo("true");
        assertThat(signIns).containsExactly("", CLAIMS);
        assertThat(tokens).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void withoutClaimsItIsSeveralFactors() {
        challenge = "Bearer error=\"insufficient_user_authentication\", max_age=\"300\"";
        assertThat(ask()).isEqualTo("true");
        assertThat(signIns).containsExactly("", People.SEVERAL_FACTORS);
    }

    @Test
    void anotherChallengeAfterThatIsTheAnswer() {
        challenge = "Bearer error=\"insufficient_user_authentication\"";
        enough = 3;
        assertThatThrownBy(this::ask).isInstanceOf(CommandFailure.class).hasMessage("Sign in again.");
        assertThat(signIns).hasSize(2);
    }

    @Test
    void aTokenThatIsNotAcceptedAtAllIsNoReasonToSignInAgain() {
        challenge = "Bearer error=\"invalid_token\"";
        assertThatThrownBy(this::ask).isInstanceOf(CommandFailure.class).hasMessage("Sign in again.");
        assertThat(signIns).hasSize(1);
    }

    private String ask() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        Api api = new Api();
        Person person = new Person("somebody", claims -> {
            signIns.add(claims);
            return "token-" + signIns.size();
        });
        return person.call(token -> api.get(address, token)).path("fine").asText();
    }
}
