package io.postern.enforcer.journey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.VmId;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.ConfigProvider;

/** What a test of the journey does from outside: it asks the service, Azure, and the request-service of its surroundings. */
final class Stage {
    static final String CONTOSO =
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso/providers/";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Stage() {}

    static RequestSpecification as(String who) {
        return given().auth().oauth2(setting("test.token." + who));
    }

    /** Without REST-assured, which under a Turkish locale cannot cope with a call that is refused. */
    static int statusOfGet(String path, String who) {
        return send(request(path, who).GET()).statusCode();
    }

    static HttpResponse<String> post(String path, String who, String body) {
        return send(
                request(path, who).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path, String who) {
        String token = ConfigProvider.getConfig()
                .getOptionalValue("test.token." + who, String.class)
                .orElse("garbage");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Tells the request-service of the surroundings what to answer: the status, a line end, the body. */
    static void policyOf(VmId vm, String answer) {
        given().baseUri(setting("test.requests"))
                .body(answer)
                .put("/api/v1/virtual-machines" + vm.value() + "/jit-policy")
                .then()
                .statusCode(204);
    }

    static List<String> ruleNames() {
        return azure("web-1-nsg/securityRules").jsonPath().getList("value.name");
    }

    /** Byte for byte as Azure shows it, but for the etags. */
    static String rawNsg(String name) {
        return azure(name).asString().replaceAll("\"etag\":\"[^,}]*\"", "\"etag\":\"\"");
    }

    private static Response azure(String path) {
        return given().baseUri(setting("test.azure"))
                .auth()
                .oauth2(setting("test.token.azure"))
                .get(CONTOSO + "Microsoft.Network/networkSecurityGroups/" + path + "?api-version=2025-03-01")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    static void until(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
