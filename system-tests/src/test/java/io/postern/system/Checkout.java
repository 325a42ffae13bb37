package io.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.Yaml;

/** The files of this checkout that deploy Postern. */
final class Checkout {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Checkout() {}

    /** The compose file as Compose sees it, with anchors and merges resolved. */
    static JsonNode compose() {
        return new ObjectMapper().valueToTree(new Yaml().load(text("docker-compose.yml")));
    }

    static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(text(file));
    }

    static List<String> lines(String file) {
        return text(file).lines().toList();
    }

    static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the checkout lacks " + file, e);
        }
    }
}
