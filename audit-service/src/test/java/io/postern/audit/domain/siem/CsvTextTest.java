package io.postern.audit.domain.siem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    @Test
    void everyValueIsQuotedAndQuotesAreDoubled() {
        assertThat(CsvText.line(List.of("a", "", "say \"hi\", twice")))
                .isEqualTo("\"a\",\"\",\"say \"\"hi\"\", twice\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\tharmless",
                "  =1",
                "\u00A0=1",
                "\u200B=1",
                "\uFEFF=1",
                "\u0000=1",
                "\uFF1D1",
                "\"=1",
                "|cmd",
                "%0A"
            })
    void whatASpreadsheetCouldTakeForAFormulaBeginsWithAnApostrophe(String text) {
        assertThat(CsvText.value(text)).startsWith("\"'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "tcp/22", "2026-11-21T12:00:00Z", "/subscriptions/x", "İstanbul", "漢字", "1-1", ""})
    void anythingElseIsLeftAsItIs(String text) {
        assertThat(CsvText.value(text)).isEqualTo('"' + text + '"');
    }

    @ParameterizedTest
    @CsvSource({"10, \\n", "13, \\r", "9, \\t", "0, \\u{0}", "27, \\u{1b}", "127, \\u{7f}", "133, \\u{85}"})
    void aControlCharacterIsWrittenOut(int letter, String written) {
        assertThat(CsvText.value("x" + Character.toString(letter) + "y")).isEqualTo("\"x" + written + "y\"");
    }

    @Test
    void whatTurnsTheDirectionOfWritingOrBreaksALineIsWrittenOutToo() {
        assertThat(CsvText.value("a\u202Eb\u2066c\u2028d\u2029e\uD800f"))
                .isEqualTo("\"a\\u{202e}b\\u{2066}c\\u{2028}d\\u{2029}e\\u{d800}f\"");
    }
}
