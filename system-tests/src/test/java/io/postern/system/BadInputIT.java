package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.PortName;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person or a script gets wrong, against the running stack; the service's own tests know many more cases. */
@Order(7)
@ExtendWith(RunningStack.class)
class BadInputIT {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    broken JSON          | 400 | {"targets":[
                    unknown VM           | 404 | {"targets":[{"vm":"VM/no-such","ports":[22]}],"duration":"PT10M","justification":"x","sources":["203.0.113.7/32"]}
                    port 0               | 400 | {"targets":[{"vm":"VM/web-1","ports":[0]}],"duration":"PT10M","justification":"x","sources":["203.0.113.7/32"]}
                    port 70000           | 400 | {"targets":[{"vm":"VM/web-1","ports":[70000]}],"duration":"PT10M","justification":"x","sources":["203.0.113.7/32"]}
                    the whole world      | 400 | {"targets":[{"vm":"VM/web-1","ports":[22]}],"duration":"PT10M","justification":"x","sources":["0.0.0.0/0"]}
                    host bits            | 400 | {"targets":[{"vm":"VM/web-1","ports":[22]}],"duration":"PT10M","justification":"x","sources":["203.0.113.7/24"]}
                    negative duration    | 400 | {"targets":[{"vm":"VM/web-1","ports":[22]}],"duration":"PT-10M","justification":"x","sources":["203.0.113.7/32"]}
                    25 hours             | 400 | {"targets":[{"vm":"VM/web-1","ports":[22]}],"duration":"PT25H","justification":"x","sources":["203.0.113.7/32"]}
                    """)
    void isAnsweredWithAProblemThatHelps(String what, int status, String body, Stack stack) {
        String before = stack.access.newest();

        Answer answer = stack.access.submit(body.replace("VM/", World.vmId("")));

        assertThat(answer.status()).as(what + ": " + answer).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.text("detail")).as(what).isNotBlank().doesNotContain("Exception", "io.postern");
        assertThat(stack.access.newest()).isEqualTo(before);
    }

    @Test
    void anOversizedBodyIsRefused(Stack stack) {
        Answer answer = stack.access.submit("{\"justification\":\"" + "x".repeat(200_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void aTokenThatIsMissingOrMadeForAnotherAudienceIsRefused(Stack stack) {
        String url = stack.url(PortName.REQUEST) + "/api/v1/access-requests";
        Answer missing = Http.send(HttpRequest.newBuilder(URI.create(url)).GET().build());
        Answer forAzure = Http.get(url, stack.people.azure("requester"));

        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.contentType()).startsWith("application/problem+json");
        assertThat(forAzure.status()).isEqualTo(401);
    }

    @Test
    void somebodyWithoutRightsSeesNothingAndGetsNothing(Stack stack) {
        String id = stack.access.request("web-1", 22, java.time.Duration.ofSeconds(5));
        Answer seen = Http.get(
                stack.url(PortName.REQUEST) + "/api/v1/access-requests/" + id, stack.people.postern("outsider"));

        assertThat(seen.status()).isEqualTo(404);
        stack.access.await(id, "closed", java.time.Duration.ofSeconds(30));
    }
}
