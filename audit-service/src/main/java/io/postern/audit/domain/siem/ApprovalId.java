package io.postern.audit.domain.siem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id in an approval's proof, the claim {@code jti}: it names the proof without being one. */
final class ApprovalId {
    private static final Pattern JTI = Pattern.compile("\"jti\"\\s*:\\s*\"([A-Za-z0-9_-]{1,64})\"");

    private ApprovalId() {}

    static Optional<String> of(String jws) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return Optional.of(JTI.matcher(claims)).filter(Matcher::find).map(found -> found.group(1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
