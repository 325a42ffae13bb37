package io.postern.approval.adapter.jws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.codec.PosternJson;
import io.postern.jws.KeyAlgorithm;
import io.postern.jws.Members;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The bots that may bring verdicts, each with one public key, or two while it changes its key. */
record RegisteredBots(Map<String, List<JsonWebKey>> keys) {
    static final RegisteredBots NONE = new RegisteredBots(Map.of());

    private static final ObjectMapper JSON = PosternJson.mapper();
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Set<String> MEMBERS = Set.of("name", "keys");
    private static final int MOST_KEYS = 2;
    private static final long LARGEST = 256 * 1024;

    RegisteredBots {
        keys = Map.copyOf(keys);
    }

    /** What is wrong with the file is told in one sentence, without its content. */
    static RegisteredBots read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw fault(file, "it is larger than " + LARGEST + " bytes");
            }
            return of(file, JSON.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw fault(file, "it cannot be read as JSON");
        }
    }

    private static RegisteredBots of(Path file, JsonNode list) {
        if (!list.isArray()) {
            throw fault(file, "it is no list of {\"name\": …, \"keys\": […]}");
        }
        Map<String, List<JsonWebKey>> bots = new HashMap<>();
        for (JsonNode bot : list) {
            Members members = new Members(bot);
            String name = members.text("name");
            if (!members.areExactly(MEMBERS) || !NAME.matcher(name).matches()) {
                throw fault(
                        file, "a bot has a 'name' of lower-case letters, digits and hyphens, 'keys', and nothing else");
            }
            if (bots.put(name, keys(file, name, bot.path("keys"))) != null) {
                throw fault(file, "two bots are called " + name);
            }
        }
        return new RegisteredBots(bots);
    }

    private static List<JsonWebKey> keys(Path file, String bot, JsonNode list) {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_KEYS) {
            throw fault(file, bot + " needs one key, or two while it changes its key");
        }
        List<JsonWebKey> keys = new ArrayList<>();
        for (JsonNode each : list) {
            JsonWebKey key = key(file, bot, each);
            if (keys.stream().anyMatch(other -> key.getKeyId().equals(other.getKeyId()))) {
                throw fault(file, "two keys of " + bot + " have the same kid");
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    private static JsonWebKey key(Path file, String bot, JsonNode json) {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(json.toString());
            if (key.getPrivateKey() != null) {
                throw fault(file, "it holds the private key of " + bot + ", which belongs to the bot alone");
            }
            if (key.getKeyId() != null && !KeyAlgorithm.of(key).isEmpty()) {
                return key;
            }
        } catch (JoseException _) {
            throw fault(file, "a key of " + bot + " is no JWK"); // the cause could quote the key
        }
        throw fault(file, "a key of " + bot + " is not Ed25519 or P-256 with a kid");
    }

    private static IllegalStateException fault(Path file, String what) {
        return new IllegalStateException("The bots of " + file + " are not taken: " + what + ".");
    }

    @Override
    public String toString() {
        return "bots " + keys.keySet();
    }
}
