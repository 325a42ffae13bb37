package io.postern.request.adapter.arm;

import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.postern.request.app.CurrentCall;
import io.postern.request.domain.PolicyId;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address of a list's next page: absolute, at the host that the client called, with the place to go on from. */
@RequestScoped
public class NextLink {
    private static final String PARAMETER = "$skipToken";
    private static final Pattern SCHEME = Pattern.compile("https?");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.\\-]{1,255}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]{2,45}\\](:[0-9]{1,5})?");

    private final CurrentCall call;
    private final HttpServerRequest request;
    private final UriInfo address;

    NextLink(CurrentCall call, HttpServerRequest request, UriInfo address) {
        this.call = call;
        this.request = request;
        this.address = address;
    }

    /** Where the page that is asked for begins. */
    Optional<PolicyId> after() {
        return Parameters.of(address, PARAMETER).map(NextLink::read);
    }

    String from(PolicyId last) {
        String scheme = forwarded("X-Forwarded-Proto", SCHEME).orElse(String.valueOf(request.scheme()));
        String host = forwarded("X-Forwarded-Host", HOST)
                .orElseGet(() -> address.getRequestUri().getRawAuthority());
        String version = Parameters.of(address, ApiVersions.PARAMETER).orElseThrow();
        return scheme + "://" + host + address.getRequestUri().getRawPath() + "?" + ApiVersions.PARAMETER + "="
                + URLEncoder.encode(version, StandardCharsets.UTF_8) + "&%24skipToken=" + token(last);
    }

    /** What a trusted proxy says of the address that its client called; anybody else's word counts for nothing. */
    private Optional<String> forwarded(String header, Pattern form) {
        return Optional.ofNullable(request.getHeader(header))
                .filter(_ -> call.throughTrustedProxy())
                .map(hops -> hops.split(",", 2)[0].strip())
                .filter(text -> form.matcher(text).matches());
    }

    private static String token(PolicyId last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.key().getBytes(StandardCharsets.UTF_8));
    }

    private static PolicyId read(String token) {
        try {
            byte[] id = Base64.getUrlDecoder().decode(token);
            return PolicyId.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(id))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException unreadable) {
            throw new Refused(Problem.named(
                    "invalid-skip-token",
                    400,
                    "The $skipToken is none that was given out here; begin the list again."));
        }
    }
}
