package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NewerClassesTest {
    @Test
    void everyClassOfTheLibraryIsThereInANewerFormAndSound(@TempDir Path dir) throws Exception {
        Path copy = dir.resolve("copy.jar");

        NewerClasses.main(new String[] {library().toString(), copy.toString()});

        ClassFile classes = ClassFile.of();
        try (JarFile jar = new JarFile(copy.toFile())) {
            for (String name : names(jar)) {
                byte[] bytes = bytes(jar, name);
                assertThat(classes.parse(bytes).majorVersion()).as(name).isEqualTo(ClassFile.JAVA_8_VERSION);
                assertThat(classes.verify(bytes)).as(name).isEmpty();
            }
            try (JarFile library = new JarFile(library().toFile())) {
                assertThat(names(jar)).hasSizeGreaterThan(200).isEqualTo(names(library));
            }
        }
    }

    private static Path library() throws URISyntaxException {
        return Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static List<String> names(JarFile jar) {
        List<String> names = new ArrayList<>();
        jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                .forEach(names::add);
        return names;
    }

    private static byte[] bytes(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        }
    }
}
