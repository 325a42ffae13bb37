package io.postern.cli.command;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The files that commands about policies read. */
final class PolicyFiles {
    private static final long LARGEST = 4_000_000;

    private PolicyFiles() {}

    static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CommandFailure(file + " is too large for a policy.");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("There is no file " + file + ".", e);
        } catch (CharacterCodingException e) {
            throw new CommandFailure(file + " is not a text in UTF-8.", e);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The file of cases that is kept beside a policy: {@code contoso.cases.yaml} beside {@code contoso.yaml}. */
    static Path casesBeside(Path policy) {
        String name = policy.getFileName().toString();
        String stem = name.replaceFirst("\\.ya?ml$", "");
        return policy.resolveSibling(stem + ".cases" + (name.endsWith(".yml") ? ".yml" : ".yaml"));
    }
}
