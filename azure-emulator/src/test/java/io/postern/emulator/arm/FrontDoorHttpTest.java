package io.postern.emulator.arm;

import static io.postern.emulator.Azure.SUBSCRIPTION;
import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.entra.Audience;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorHttpTest {
    private static final Azure AZURE = Azure.started();
    private static final String VERSIONED = WEB + "?api-version=2024-05-01";

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    private static Answer with(String authorization) {
        return AZURE.send("GET", VERSIONED, "", "Authorization", authorization);
    }

    @Test
    void withoutATokenNobodyIsLetIn() {
        Answer answer = AZURE.send("GET", VERSIONED, "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("AuthenticationFailed");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void aTokenForPosternHoldsToo() {
        assertThat(with("Bearer " + AZURE.emulator().token("admin", Audience.POSTERN))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theOneTenantIsListed() {
        Answer answer = AZURE.get("/tenants");

        assertThat(answer.body().path("value")).hasSize(1);
        assertThat(answer.body().at("/value/0/tenantId").asText()).isEqualTo(Azure.TENANT);
        assertThat(AZURE.send("GET", "/tenants?api-version=2022-12-01", "").status())
                .isEqualTo(401);
        assertThat(AZURE.as("admin", "POST", "/tenants", "").status()).isEqualTo(405);
    }

    @Test
    void aTokenSignedByAnotherKeyOrBentIsRefused(@TempDir Path directory) {
        try (Azure other = Azure.started(EmulatorSettings.forTests().withKeys(directory.resolve("other.jwk")))) {
            assertThat(with("Bearer " + other.token("admin")).code()).isEqualTo("InvalidAuthenticationToken");
        }
        String token = AZURE.token("outsider");
        String[] parts = token.split("\\.", -1);
        String bent = parts[0] + "." + AZURE.token("admin").split("\\.", -1)[1] + "." + parts[2];
        assertThat(with("Bearer " + bent).status()).isEqualTo(401);
        assertThat(with("Bearer nonsense").status()).isEqualTo(401);
        assertThat(with("Basic YTpi").status()).isEqualTo(401);
        assertThat(with("bearer " + token).status()).isEqualTo(403);
    }

    @Test
    void theApiVersionIsRequiredAndAnyNewerOneAccepted() {
        String admin = "Bearer " + AZURE.token("admin");

        assertThat(AZURE.send("GET", WEB, "", "Authorization", admin).code()).isEqualTo("MissingApiVersionParameter");
        assertThat(AZURE.send("GET", WEB + "?api-version=latest", "", "Authorization", admin)
                        .code())
                .isEqualTo("InvalidApiVersionParameter");
        assertThat(AZURE.send("GET", WEB + "?Api-Version=2031-01-01-preview", "", "Authorization", admin)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "requester, GET, 403",
        "outsider, GET, 403",
        "auditor, GET, 200",
        "approver, GET, 200",
        "admin, GET, 200",
        "postern-approval, GET, 403",
        "postern-enforcer, GET, 200",
        "postern-sweeper, GET, 200",
        "postern-request, GET, 403",
        "auditor, DELETE, 403",
        "postern-sweeper, PUT, 403",
        "postern-enforcer, DELETE, 403",
    })
    void rightsOverAGroupComeFromRoleAssignments(String who, String method, int status) {
        Answer answer = AZURE.as(who, method, WEB, method.equals("PUT") ? "{}" : "");

        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.code()).isEqualTo("AuthorizationFailed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "postern-sweeper, PUT, 403",
        "postern-sweeper, DELETE, 204",
        "postern-enforcer, PUT, 201",
        "postern-enforcer, DELETE, 202",
        "requester, DELETE, 403",
    })
    void rightsOverRulesComeFromRoleAssignments(String who, String method, int status) {
        String path = WEB + "/securityRules/rights";
        if (status == 202) {
            AZURE.put(path, rule(400 + 1));
        } else {
            AZURE.delete(path);
        }

        assertThat(AZURE.as(who, method, path, method.equals("PUT") ? rule(401).toString() : "")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aListShowsWhatTheCallerMayRead() {
        String vms = SUBSCRIPTION + "/providers/Microsoft.Compute/virtualMachines";

        assertThat(AZURE.as("requester", "GET", vms, "").body().path("value")).hasSize(7);
        assertThat(AZURE.as("outsider", "GET", vms, "").status()).isEqualTo(403);
        assertThat(AZURE.as("outsider", "GET", "/subscriptions", "").body().path("value"))
                .isEmpty();
    }

    @Test
    void everyAnswerCarriesAzuresHeaders() {
        Answer answer = AZURE.as(
                "admin",
                "GET",
                WEB,
                "",
                "x-ms-correlation-request-id",
                "c-1",
                "x-ms-client-request-id",
                "r-1",
                "x-ms-return-client-request-id",
                "true",
                "Content-Type",
                "application/json");

        assertThat(answer.header("x-ms-request-id")).isNotEmpty();
        assertThat(answer.header("x-ms-correlation-request-id")).isEqualTo("c-1");
        assertThat(answer.header("x-ms-client-request-id")).isEqualTo("r-1");
        assertThat(answer.header("Date")).endsWith("GMT");
    }

    @Test
    void theCloudDescribesItselfWithoutAToken() {
        Answer answer = AZURE.send("GET", "/metadata/endpoints?api-version=2015-01-01", "");

        assertThat(answer.body().at("/authentication/loginEndpoint").asText())
                .isEqualTo(AZURE.emulator().httpUri() + "/");
        assertThat(answer.body().at("/authentication/audiences/0").asText()).isEqualTo("api://postern");
    }

    @Test
    void aBodyOverEightMebibytesIsTooLarge() {
        String body = "{\"a\":\"" + "x".repeat(8 * 1024 * 1024) + "\"}";

        assertThat(AZURE.as("admin", "PUT", WEB + "/securityRules/big", body).status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/subscriptions/%E0%A4%A", "/subscriptions/a%2Fb"})
    void aPathThatCannotBeDecodedIsABadRequest(String path) throws Exception {
        try (var socket =
                new java.net.Socket("127.0.0.1", AZURE.emulator().httpUri().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 400");
        }
    }
}
