package io.postern.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path directory;

    @Test
    void aKeyIsMadeOnceAndKept() throws IOException {
        Path file = directory.resolve("key.jwk");

        String made = SigningKey.in(Optional.of(file)).jwk().getKeyId();

        assertThat(SigningKey.in(Optional.of(file)).jwk().getKeyId()).isEqualTo(made);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void aFileThatHoldsNoKeyStopsTheStart() throws IOException {
        Path file = Files.writeString(directory.resolve("key.jwk"), "{\"kty\":\"oct\",\"k\":\"AAAA\"}");

        assertThatThrownBy(() -> SigningKey.in(Optional.of(file))).isInstanceOf(IOException.class);
    }
}
