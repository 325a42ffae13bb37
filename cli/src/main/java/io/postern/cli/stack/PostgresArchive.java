package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's binaries, packed in a jar from Maven Central. */
record PostgresArchive(Path jar) {
    /** Unpacks once into a folder named after the jar; returns it. */
    Path unpackInto(Path cache) {
        String name = jar.getFileName().toString().replace(".jar", "");
        Path done = cache.resolve(name);
        if (Files.isDirectory(done)) {
            return done;
        }
        try {
            Files.createDirectories(cache);
            Path draft = Files.createTempDirectory(cache, name + ".");
            try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (entry.getName().endsWith(".txz")) {
                        unpack(zip, draft);
                    }
                }
            }
            Files.move(draft, done, StandardCopyOption.ATOMIC_MOVE);
            return done;
        } catch (IOException e) {
            throw new CommandFailure("PostgreSQL's binaries could not be unpacked: " + e.getMessage(), e);
        }
    }

    private static void unpack(InputStream packed, Path into) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = into.resolve(entry.getName()).normalize();
            if (!target.startsWith(into)) {
                throw new IOException(entry.getName() + " points out of the archive");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                continue;
            }
            Files.createDirectories(target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, target);
                if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
                    throw new IOException(target + " could not be made executable");
                }
            }
        }
    }
}
