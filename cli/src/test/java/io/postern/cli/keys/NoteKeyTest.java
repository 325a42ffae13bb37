package io.postern.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class NoteKeyTest {
    private final NoteKey key = NoteKey.generate("postern.example/demo");

    @Test
    void theHashOfAKnownKeyIsTheOneThatNoteToolsCompute() {
        // golang.org/x/mod/sumdb/note, its documented example key
        String[] parts = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".split("\\+", 3);
        assertThat(NoteKey.hash(parts[0], Base64.getDecoder().decode(parts[2]))).isEqualTo(parts[1]);
    }

    @Test
    void thePublicTextNamesTheKeyItsHashAndAlgorithmOne() {
        String[] parts = key.publicText().split("\\+", 3);
        byte[] shown = Base64.getDecoder().decode(parts[2]);

        assertThat(parts[0]).isEqualTo("postern.example/demo");
        assertThat(parts[1]).hasSize(8);
        assertThat(shown).hasSize(33).startsWith(1);
    }

    @Test
    void thePrivateTextCarriesTheSameNameAndHash() {
        String[] shown = key.publicText().split("\\+", 3);

        assertThat(key.privateText()).startsWith("PRIVATE+KEY+" + shown[0] + "+" + shown[1] + "+");
        assertThat(Base64.getDecoder().decode(key.privateText().split("\\+", 5)[4]))
                .hasSize(33)
                .startsWith(1);
    }

    @Test
    void aKeyDoesNotPrintItsPrivateHalf() {
        assertThat(key.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void aNameWithABlankOrAPlusIsRefused() {
        assertThatThrownBy(() -> NoteKey.generate("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoteKey.generate("a+b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoteKey.generate("")).isInstanceOf(IllegalArgumentException.class);
    }
}
