package io.postern.cli.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files of one stack's home. */
public record Layout(Path home) {
    /** The log of a process. */
    public Path log(ProcessName name) {
        return logs().resolve(name.text() + ".log");
    }

    /** Removes what a stack has written, and nothing else that may lie in the same folder. */
    void forget() throws IOException {
        for (String part : List.of("logs", "run", "secrets", "data")) {
            Trees.delete(home.resolve(part));
        }
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path pids() {
        return home.resolve("run");
    }

    Path pid(ProcessName name) {
        return pids().resolve(name.text() + ".pid");
    }

    Path secrets() {
        return home.resolve("secrets");
    }

    /** The data of a process that keeps some. */
    Path data(ProcessName name) {
        return home.resolve("data").resolve(name.text());
    }

    /** Where audit-service publishes its log. */
    public Path auditLog() {
        return data(ProcessName.AUDIT).resolve("log");
    }

    /** The certificate of the local HTTPS ports, for curl, az and node. */
    public Path certificate() {
        return secrets().resolve("localhost.pem");
    }

    /** The key that the audit log's checkpoints are checked with. */
    public Path auditPublicKey() {
        return secrets().resolve("audit-note.pub");
    }
}
