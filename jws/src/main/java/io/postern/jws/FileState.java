package io.postern.jws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** By what a file is seen to have changed, whether it was written to or another one put in its place. */
public record FileState(
        @Nullable FileTime modified, long size, @Nullable Object identity) {
    private static final FileState ABSENT = new FileState(null, 0, null);

    /** A file that is not there, or cannot be looked at, has a state of its own. */
    public static FileState of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException _) {
            return ABSENT;
        }
    }
}
