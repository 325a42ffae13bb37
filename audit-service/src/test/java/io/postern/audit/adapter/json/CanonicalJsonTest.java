package io.postern.audit.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "é",
            "\\u20ac",
            "\\ud83d\\ude00",
            "\\ufb33",
            "\\u0000\\u001f",
            "\\b\\t\\n\\f\\r\\\"\\\\\\/",
            "\\u007f",
            "\\u2028",
            "z1",
            "Z");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "1",
            "-1",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "-9223372036854775808",
            "123456789012345678901234567890",
            "1e21",
            "1e-7",
            "0.1",
            "333333333.33333329",
            "4.50",
            "2e-3",
            "5e-324",
            "1.7976931348623157e308");

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final Random random = new Random(8_785);

    /** Written by the author of RFC 8785; it only takes objects and arrays. */
    @Test
    void whatIsWrittenIsWhatTheReferenceImplementationWrites() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            String text = "[" + made(4) + "]";
            assertThat(CanonicalJson.of(json.readTree(text)))
                    .as(text)
                    .isEqualTo(new JsonCanonicalizer(text).getEncodedString());
        }
    }

    @Test
    void whatHasNoCanonicalFormIsRefused() {
        for (String text : List.of("1e400", "\"\\ud800\"", "\"\\udc00\\ud800\"", "{\"\\ud800x\":1}")) {
            assertThatThrownBy(() -> CanonicalJson.of(json.readTree(text)))
                    .as(text)
                    .isInstanceOf(IOException.class);
        }
    }

    private String made(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> one(NUMBERS);
            case 1 -> "" + random.nextLong() / (1L << random.nextInt(63));
            case 2 -> "" + Double.longBitsToDouble(random.nextLong() & 0x7fef_ffff_ffff_ffffL);
            case 3 -> List.of("true", "false", "null").get(random.nextInt(3));
            case 4 -> "\"" + one(TEXTS) + one(TEXTS) + "\"";
            case 5 ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> made(depth - 1))
                        .collect(Collectors.joining(", ", "[", "]"));
            default ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> "\"" + one(TEXTS) + i + "\" : " + made(depth - 1))
                        .collect(Collectors.joining(" , ", "{ ", "}"));
        };
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
