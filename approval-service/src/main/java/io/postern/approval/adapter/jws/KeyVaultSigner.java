package io.postern.approval.adapter.jws;

import com.azure.core.http.HttpPipeline;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Signs with a P-256 key that Azure Key Vault keeps and never gives away. The header's kid is the key's id in the vault with
 * its version, so another version is another key. Every signature is a call; one that fails is made again with its case.
 */
public final class KeyVaultSigner implements CompactSigner {
    private static final Pattern KEY = Pattern.compile("https://[^/?#]+/keys/[0-9A-Za-z-]{1,127}/[0-9a-f]{32}");
    private static final int SIGNATURE_BYTES = 64;

    private final String keyId;
    private final CryptographyClient vault;

    /** @param pipeline one whose caller may sign with the key; it must not retry, and end within its time */
    public KeyVaultSigner(URI key, HttpPipeline pipeline) {
        keyId = key.toString();
        if (!KEY.matcher(keyId).matches()) {
            throw new IllegalStateException(
                    "POSTERN_APPROVAL_KEY_VAULT_KEY is not the id of a version of a key, such as"
                            + " https://example.vault.azure.net/keys/approvals/0123456789abcdef0123456789abcdef.");
        }
        // Without its cache the client asks for nothing but signatures: the right to sign is all that is needed
        vault = new CryptographyClientBuilder()
                .keyIdentifier(keyId)
                .pipeline(pipeline)
                .disableKeyCaching()
                .buildClient();
    }

    @Override
    public String compact(String type, String payload) {
        // The id needs no escaping: its form was checked
        String header = "{\"alg\":\"ES256\",\"kid\":\"" + keyId + "\",\"typ\":\"" + type + "\"}";
        String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(payload.getBytes(StandardCharsets.UTF_8));
        byte[] signature = vault.sign(SignatureAlgorithm.ES256, sha256(signed)).getSignature();
        if (signature == null || signature.length != SIGNATURE_BYTES) {
            throw new IllegalStateException("Azure Key Vault answered with something that is no ES256 signature");
        }
        return signed + "." + base64(signature);
    }

    @Override
    public boolean isAtHand() {
        return false;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
