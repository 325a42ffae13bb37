package io.postern.emulator.arm;

import static io.postern.emulator.Azure.GROUP;
import static io.postern.emulator.Azure.SUBSCRIPTION;
import static io.postern.emulator.Azure.VMS;
import static io.postern.emulator.Azure.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.LocalCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingHttpTest {
    private final Azure azure = Azure.started(EmulatorSettings.forTests().withPageSize(3));

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer follow(String link) {
        return azure.send("GET", link, "", "Authorization", "Bearer " + azure.token("admin"));
    }

    private List<Answer> pages(String path) {
        List<Answer> pages = new ArrayList<>(List.of(azure.get(path)));
        while (pages.getLast().body().has("nextLink")) {
            pages.add(follow(pages.getLast().body().path("nextLink").asText()));
        }
        return pages;
    }

    private static List<String> names(List<Answer> pages) {
        return pages.stream()
                .flatMap(page -> page.body().path("value").valueStream())
                .map(item -> item.path("name").asText())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SUBSCRIPTION + "/providers/Microsoft.Compute/virtualMachines",
                GROUP + "/providers/Microsoft.Network/networkSecurityGroups",
                GROUP + "/providers/Microsoft.Network/virtualNetworks/contoso-vnet/subnets",
                GROUP + "/providers/Microsoft.Authorization/roleAssignments",
                GROUP + "/providers/Microsoft.Authorization/roleDefinitions",
            })
    void everyListGoesOnAtItsNextLink(String path) {
        List<Answer> pages =
                pages(path.contains("Authorization") ? path.replace(SUBSCRIPTION + "/pro", GROUP + "/pro") : path);
        List<String> names = names(pages);

        assertThat(pages).hasSize((names.size() + 2) / 3).hasSizeGreaterThan(1);
        assertThat(new HashSet<>(names)).hasSameSizeAs(names).hasSizeGreaterThan(3);
        assertThat(pages).allSatisfy(page -> assertThat(page.status()).isEqualTo(200));
        assertThat(pages.getFirst().body().path("nextLink").asText())
                .startsWith(azure.emulator().httpUri() + "/subscriptions/")
                .contains("api-version=2025-03-01", "$skipToken=");
    }

    @Test
    void aListThatEndsWithAPageSaysSoAndKeepsItsFilter() {
        String three = WEB + "/securityRules";
        assertThat(azure.get(three).body().path("value")).hasSize(3);
        assertThat(azure.get(three).body().has("nextLink")).isFalse();

        assertThat(names(pages(GROUP + "/providers/Microsoft.Authorization/roleAssignments?%24filter=atScope()")))
                .hasSize(8);
    }

    @Test
    void whatGoesBetweenTwoPagesTakesNothingElseAlong() {
        JsonNode first = azure.get(VMS).body();
        azure.delete(VMS + "/" + first.at("/value/0/name").asText());
        assertThat(follow(first.path("nextLink").asText())
                        .body()
                        .at("/value/0/name")
                        .asText())
                .isEqualTo("fw-1");

        JsonNode again = azure.get(VMS).body();
        azure.delete(VMS + "/" + again.at("/value/2/name").asText());
        assertThat(follow(again.path("nextLink").asText())
                        .body()
                        .at("/value/0/name")
                        .asText())
                .isEqualTo("fwp-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%25", "AAAA", "MCAv", "LTEgL2E", "MSB4"})
    void aTokenThatNobodyGaveOutIsRefused(String token) {
        Answer answer = azure.get(VMS + "?$skipToken=" + token);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidSkipToken");
    }

    @Test
    void aTokenBeyondTheEndOfTheListIsAnEmptyPage() {
        String token = Base64.getUrlEncoder().encodeToString("999999999 /gone".getBytes(StandardCharsets.UTF_8));

        Answer answer = azure.get(VMS + "?$skiptoken=" + token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("value")).isEmpty();
        assertThat(answer.body().has("nextLink")).isFalse();
    }

    @Test
    void theNextLinkNamesTheAddressThatTheClientCalled(@TempDir Path directory) throws Exception {
        LocalCertificate certificate = LocalCertificate.in(directory);
        EmulatorSettings secure =
                EmulatorSettings.forTests().withPageSize(3).withHttps(certificate.keyStore(), certificate.password());
        try (Azure over = Azure.trusting(certificate, secure)) {
            String https = over.emulator().httpsUri().orElseThrow().toString();

            assertThat(over.get(https + VMS).body().path("nextLink").asText()).startsWith(https + "/subscriptions/");
        }
    }
}
