package io.postern.audit.adapter.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.postern.audit.app.LeafForm;
import io.postern.audit.app.Unrecordable;
import io.postern.audit.domain.LeafContent;
import io.postern.audit.domain.LeafContent.Personal;
import io.postern.contracts.codec.PosternJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The RFC 8785 form of a whole event, with fields that this release does not know, and each field of {@code data.personal}
 * replaced by {@code base64url(HMAC-SHA256(salt, RFC 8785 form of the value))}.
 */
public final class CanonicalLeaf implements LeafForm {
    private static final int SALT_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final ObjectMapper json = PosternJson.mapper();

    /** Decimals are not cut to doubles before the canonical form says how they are written. */
    private final ObjectReader reader = json.reader(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final SecureRandom random;

    public CanonicalLeaf(SecureRandom random) {
        this.random = random;
    }

    @Override
    public LeafContent of(byte[] event) {
        try {
            JsonNode tree = reader.readTree(event);
            Optional<Personal> personal = Optional.empty();
            Optional<Personal> others = Optional.empty();
            if (tree.path("data") instanceof ObjectNode data && data.get("personal") instanceof ObjectNode values) {
                ObjectNode about = json.createObjectNode();
                LeafContent.OF_OTHERS.stream()
                        .filter(values::has)
                        .forEach(name -> about.set(name, values.remove(name)));
                ObjectNode commitments = json.createObjectNode();
                personal = Optional.of(kept(values, commitments));
                others = about.isEmpty() ? Optional.empty() : Optional.of(kept(about, commitments));
                data.set("personal", commitments);
            }
            if (!tree.isObject()) {
                throw new Unrecordable("it is no JSON object");
            }
            return new LeafContent(CanonicalJson.of(tree).getBytes(StandardCharsets.UTF_8), personal, others);
        } catch (IOException | IllegalArgumentException e) {
            throw new Unrecordable("it has no canonical form");
        }
    }

    /** Values with a salt of their own, and their commitments among those that there are. */
    private Personal kept(ObjectNode values, ObjectNode commitments) throws IOException {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            for (var field : values.properties()) {
                byte[] value = CanonicalJson.of(field.getValue()).getBytes(StandardCharsets.UTF_8);
                commitments.set(field.getKey(), TextNode.valueOf(BASE64.encodeToString(mac.doFinal(value))));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
        return new Personal(salt, CanonicalJson.of(values));
    }
}
