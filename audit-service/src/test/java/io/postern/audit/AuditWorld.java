package io.postern.audit;

import io.postern.audit.domain.NoteKey;
import io.postern.messaging.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** A PostgreSQL with an owner and an app role as in production, a signing key, and an empty directory for the log. */
public class AuditWorld extends TestPostgres {
    public static final String ORIGIN = "postern.example/test";

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(super.start());
        run("CREATE ROLE trail_owner LOGIN PASSWORD 'owner'");
        run("CREATE ROLE trail_app LOGIN PASSWORD 'app'");
        run("CREATE ROLE trail_app_eraser NOLOGIN");
        run("GRANT trail_app_eraser TO trail_app WITH INHERIT FALSE");
        run("CREATE DATABASE trail OWNER trail_owner");
        settings.put("quarkus.datasource.jdbc.url", url().replaceFirst("/[^/]*$", "/trail"));
        settings.put("quarkus.datasource.username", "trail_app");
        settings.put("quarkus.datasource.password", "app");
        settings.put("quarkus.flyway.username", "trail_owner");
        settings.put("quarkus.flyway.password", "owner");
        try {
            Path directory = Files.createTempDirectory("audit");
            Path key = directory.resolve("key");
            Files.writeString(key, NoteKey.generate(ORIGIN, new SecureRandom()).signerForm() + "\n");
            settings.put("postern.audit.signing-key-file", key.toString());
            settings.put("postern.audit.log-dir", directory.resolve("log").toString());
            settings.put("postern.audit.origin", ORIGIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }
}
