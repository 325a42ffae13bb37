package io.postern.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonProblemsTest {
    private final ObjectMapper json = new ObjectMapper();

    JsonProblemsTest() {
        new StrictJson().customize(json);
    }

    record Body(List<Part> parts) {}

    record Part(int port) {
        Part {
            if (port < 1) {
                throw new IllegalArgumentException("a port is at least 1");
            }
        }
    }

    @Test
    void anUnknownFieldIsNamedWithTheKnownOnes() {
        assertThat(detailOf("{\"parts\":[{\"prt\":1,\"port\":1}]}"))
                .isEqualTo("There is no field 'parts[0].prt'; known here: port.");
    }

    @Test
    void theSentenceOfAnIllegalValueReachesTheCaller() {
        assertThat(detailOf("{\"parts\":[{\"port\":0}]}")).isEqualTo("Field 'parts[0]': a port is at least 1.");
    }

    @Test
    void aFieldNameOfTheCallersMakingIsMadeHarmless() {
        assertThat(detailOf("{\"\\u001b[31m" + "x".repeat(500) + "\":1}"))
                .doesNotContain("\u001b")
                .hasSizeLessThan(120);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "[]",
                "1",
                "{\"parts\":[]} x",
                "{\"parts\":[],\"parts\":[]}",
                "{\"parts\":[{\"port\":\"22\"}]}",
                "{\"parts\":[{\"port\":22.5}]}",
                "{\"parts\":[{\"port\":99999999999999999999}]}",
                "{\"parts\":[{\"port\":1e999999}]}",
                "{\"parts\":[{\"port\":null}]}",
                "[[[[[[[[[[[[[[[[[[[["
            })
    void whatIsNotTheBodyAskedForIsRefusedWithoutNamingClasses(String body) {
        assertThat(detailOf(body)).endsWith(".").doesNotContain("io.postern", "java.", "jackson");
    }

    private String detailOf(String body) {
        var unreadable = assertThrows(JsonProcessingException.class, () -> json.readValue(body, Body.class));
        Problem problem = JsonProblems.of(unreadable);
        assertThat(problem.status()).isEqualTo(400);
        return problem.detail();
    }
}
