package io.postern.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    /** Of all tests, because making keys and certificates takes seconds. */
    @TempDir
    static Path home;

    private static Secrets secrets = new Secrets(Path.of(""));

    @BeforeAll
    static void prepared() {
        secrets = new Secrets(home.resolve("secrets"));
        prepare();
    }

    @Test
    void everySecretIsReadableByItsOwnerAlone() throws Exception {
        try (Stream<Path> files = Files.list(home.resolve("secrets"))) {
            assertThat(files.filter(file -> !file.equals(secrets.trustStore())))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void secretsAreKeptAndNotMadeAnew() {
        String password = secrets.read(secrets.databasePassword("postern_audit"));
        String key = secrets.read(secrets.auditKey());
        String bot = secrets.read(secrets.sampleBotKey());

        prepare();

        assertThat(secrets.read(secrets.databasePassword("postern_audit"))).isEqualTo(password);
        assertThat(secrets.read(secrets.auditKey())).isEqualTo(key);
        assertThat(secrets.read(secrets.sampleBotKey())).isEqualTo(bot);
    }

    @Test
    void theEmulatorsListHoldsThePrincipalsOwnSecrets() throws Exception {
        assertThat(new ObjectMapper()
                        .readTree(secrets.principals().toFile())
                        .path("postern-sweeper")
                        .asText())
                .isEqualTo(secrets.read(secrets.principal("postern-sweeper")))
                .hasSize(48);
    }

    private static void prepare() {
        secrets.prepare("postern.example/demo", List.of("postern-sweeper"), List.of("postern_audit"));
    }
}
