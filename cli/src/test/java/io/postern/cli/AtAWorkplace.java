package io.postern.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does at a machine of their own. */
abstract class AtAWorkplace {
    @TempDir
    private Path dir;

    Workplace here;

    @BeforeEach
    void start() throws IOException {
        here = new Workplace(dir);
    }

    @AfterEach
    void stop() {
        here.close();
    }
}
