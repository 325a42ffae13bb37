package io.postern.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "-1",
                "2147483648",
                "123456789012345678901234567890",
                "1.5",
                "1e300",
                "\"\\u0130\\n\\\"\\\\ \u2014\"",
                "{\"a\":[1,{\"b\":null,\"\":false}],\"c\":{\"d\":\"e\"}}",
                "{\"a\":1,\"a\":2}",
                "[] and what comes after"
            })
    void itReadsAndWritesWhatTheMapperDoes(String text) throws Exception {
        var expected = new ObjectMapper().readTree(text);

        assertThat(Json.read(text)).isEqualTo(expected);
        assertThat(Json.write(expected)).isEqualTo(expected.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\"}", "<html>", "{\"a\":1,}", "\"", "tru"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aBlankTextHoldsNothing() throws Exception {
        assertThat(Json.read(" ").isMissingNode()).isTrue();
    }
}
