package io.postern.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Copies a library's classes into a newer form. The JVM takes those of a very old one into no archive, but reads and checks them
 * each time it starts. The library must be on the class path, because what its classes inherit is looked up there.
 */
public final class NewerClasses {
    /** The first version whose methods carry what the archive's check needs, and nothing more that is new. */
    private static final int VERSION = ClassFile.JAVA_8_VERSION;

    private static final ClassFile CLASSES = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS);
    private static final ClassTransform NEWER = ClassTransform.transformingMethodBodies(
                    (code, element) -> code.with(element)) // which writes them anew
            .andThen((builder, element) -> {
                if (element instanceof ClassFileVersion) {
                    builder.withVersion(VERSION, 0);
                } else {
                    builder.with(element);
                }
            });

    private NewerClasses() {}

    /** Copies the first file to the second. */
    public static void main(String[] files) throws IOException {
        try (JarFile from = new JarFile(files[0]);
                OutputStream file = Files.newOutputStream(Path.of(files[1]));
                ZipOutputStream to = new ZipOutputStream(file)) {
            to.setLevel(0);
            for (JarEntry entry : Collections.list(from.entries())) {
                if (!entry.isDirectory() && !entry.getName().startsWith("META-INF/")) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(newer(from, entry));
                }
            }
        }
    }

    private static byte[] newer(JarFile jar, JarEntry entry) throws IOException {
        byte[] bytes;
        try (InputStream in = jar.getInputStream(entry)) {
            bytes = in.readAllBytes();
        }
        if (!entry.getName().endsWith(".class")) {
            return bytes;
        }
        ClassModel model = CLASSES.parse(bytes);
        return model.majorVersion() < VERSION ? CLASSES.transformClass(model, NEWER) : bytes;
    }
}
