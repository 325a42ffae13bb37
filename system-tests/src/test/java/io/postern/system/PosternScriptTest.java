package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JDK the script {@code postern} takes: told by what it starts, in a checkout that holds nothing else. */
class PosternScriptTest {
    @TempDir
    private Path dir;

    private Path script;

    @BeforeEach
    void checkOut() throws IOException {
        script = program(dir.resolve("checkout/postern"), Checkout.text("postern"));
        program(dir.resolve("checkout/mvnw"), "#!/bin/sh\nprintf '%s\\n' \"$JAVA_HOME\" \"$*\"\n");
    }

    @Test
    void whatJavaHomeNamesIsTakenWhenItIsNewEnough() throws Exception {
        String jdk = jdk("named", "openjdk version \"25.0.1\" 2026-10-21");

        assertThat(taken(jdk, "")).isEqualTo(jdk);
    }

    @Test
    void aJvmThatFirstTellsWhatItPickedUpIsNoneTheOlder() throws Exception {
        String jdk = jdk(
                "talking",
                "Picked up JAVA_TOOL_OPTIONS: -Dversion=\"8\" -Xmx512m",
                "Picked up _JAVA_OPTIONS: -Duser.language=tr",
                "java version \"26-ea\" 2027-03-17");

        assertThat(taken(jdk, "")).isEqualTo(jdk);
        assertThat(taken("", jdk)).isEqualTo(jdk);
    }

    @Test
    void oneThatIsTooOldSaysNothingOrIsNoJdkIsPassedOver() throws Exception {
        String good = jdk("good", "openjdk version \"25\" 2025-09-16");
        String old =
                jdk("old", "Picked up JAVA_TOOL_OPTIONS: -Dwanted=25", "openjdk version \"21.0.8\" 2025-07-15 LTS");
        String ancient = jdk("ancient", "java version \"1.8.0_25\"");
        String broken = jdk("broken", "Error: could not find libjava.so");

        for (String named : List.of(old, ancient, broken, dir.resolve("nowhere").toString())) {
            assertThat(taken(named, good)).as(named).isEqualTo(good);
        }
    }

    /** With a JDK in JAVA_HOME and one on PATH, either of which may be none. */
    private String taken(String javaHome, String onPath) throws IOException, InterruptedException {
        List<String> path = new ArrayList<>(List.of("/usr/bin", "/bin"));
        if (!onPath.isEmpty()) {
            path.addFirst(onPath + "/bin");
        }
        Tool.Said said = Tool.say(
                dir,
                Map.of("JAVA_HOME", javaHome, "PATH", String.join(File.pathSeparator, path)),
                script.toString(),
                "test");
        assertThat(said.exit()).as(said.err()).isZero();
        List<String> told = said.out().lines().toList();
        assertThat(told.getLast()).endsWith("verify");
        return told.getFirst();
    }

    /** A JDK whose JVM says these lines of its version, as all do: to standard error. */
    private String jdk(String name, String... lines) throws IOException {
        Path home = dir.resolve(name);
        program(home.resolve("bin/javac"), "#!/bin/sh\nexit 1\n");
        program(home.resolve("bin/java"), "#!/bin/sh\ncat >&2 <<'END'\n" + String.join("\n", lines) + "\nEND\n");
        return home.toRealPath().toString();
    }

    private static Path program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
