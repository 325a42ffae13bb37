package io.postern.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program called ssh that reads the VM's banner, as ssh does first, and then does as it is told: {@code exit N} or {@code stay}. */
final class FakeSsh {
    private static final String SCRIPT = """
            #!/usr/bin/env bash
            while [ "${1#-}" != "$1" ]; do
              [ "$1" != -p ] || port=$2
              shift 2
            done
            exec 3<>"/dev/tcp/${1#*@}/$port"
            IFS= read -r -t 5 banner <&3 || exit 255
            printf 'banner %s\\n' "$banner"
            case "${2:-}" in
              exit) exit "$3" ;;
              stay) exec sleep 60 ;;
            esac
            """;

    private FakeSsh() {}

    /** Lays it into a folder; a PATH that finds it there first. */
    static String in(Path dir) throws IOException {
        Path ssh = Files.writeString(dir.resolve("ssh"), SCRIPT);
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        return dir.toAbsolutePath() + File.pathSeparator + System.getenv("PATH");
    }
}
