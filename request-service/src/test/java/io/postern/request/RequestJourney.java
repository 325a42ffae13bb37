package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.await;
import static io.postern.request.Neighbours.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/** Requests for a protected VM, over HTTP, and what became of them. */
abstract class RequestJourney {
    private static final AtomicInteger SOURCE = new AtomicInteger(10);

    @Inject
    Neighbours neighbours;

    @BeforeEach
    void protectAVm() {
        if (neighbours
                .strings("select vm from protected_vm where vm_key like '%/web-1'")
                .isEmpty()) {
            neighbours.protectedVm("web-1");
        }
    }

    static JsonNode list(String query, String token) {
        return Api.get(REQUESTS + query, token).is(200).json();
    }

    /** A request unlike any other, so that it repeats none. */
    static String submitted() {
        return Api.post(
                        REQUESTS,
                        TestIdentity.requester(),
                        body(
                                "web-1",
                                "\"duration\":\"PT1H\",\"justification\":\"x\",\"sources\":[\"203.0.113."
                                        + SOURCE.incrementAndGet() + "\"]"))
                .is(202)
                .text("id");
    }

    Story story() {
        return new Story(neighbours);
    }

    List<String> told(String id) {
        return neighbours.strings("select convert_from(value, 'UTF8')::json->>'type' from outbox where subject = '" + id
                + "' order by id");
    }

    static JsonNode show(String id) {
        return Api.get(REQUESTS + "/" + id, TestIdentity.requester()).is(200).json();
    }

    static JsonNode awaitState(String id, String state) {
        await(id + " is " + state, () -> show(id).path("state").asText().equals(state));
        return show(id);
    }

    static void assertProblem(Api.Answer answer, int status) {
        assertThat(answer.is(status).header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("detail")).endsWith(".");
    }
}
