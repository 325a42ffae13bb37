package io.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.cli.stack.PortName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Debian's Chromium, led through the portal by a script, which tells what it saw. */
final class BrowserWalk {
    private static final Path SOURCES = Path.of("src", "test", "browser");
    private static final Path WORK = Path.of("target", "browser");

    private BrowserWalk() {}

    static boolean canRun() {
        return Stream.of("node", "npm", "chromium").allMatch(Tool::onPath);
    }

    /** Where pictures for the documentation go; empty unless they are asked for, as they take their time. */
    private static String pictures() {
        return Boolean.getBoolean("postern.screenshots")
                ? Path.of("..", "docs", "images").toAbsolutePath().toString()
                : "";
    }

    static JsonNode run(Stack stack) throws IOException, InterruptedException {
        return run(
                "walk.mjs",
                Map.of(
                        "PORTAL", stack.url(PortName.PORTAL),
                        "REQUESTS", stack.url(PortName.REQUEST),
                        "TOKEN", stack.people.postern("requester"),
                        "PICTURES", pictures()));
    }

    static JsonNode run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Tool.run(WORK, Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        Map<String, String> all = new HashMap<>(environment);
        all.put("CHROMIUM", chromium());
        String said = Tool.run(WORK, all, "node", script);
        return new ObjectMapper().readTree(said);
    }

    private static String chromium() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
                .map(dir -> Path.of(dir, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
    }
}
