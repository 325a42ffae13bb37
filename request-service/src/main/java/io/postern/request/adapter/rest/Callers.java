package io.postern.request.adapter.rest;

import io.postern.contracts.id.PersonId;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.postern.request.app.CurrentCall;
import io.postern.request.domain.Caller;
import io.postern.request.domain.TrustedProxies;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who is calling, from an access token that has been verified, and from where. */
@RequestScoped
public class Callers implements CurrentCall {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final JsonWebToken token;
    private final SecurityIdentity identity;
    private final CurrentVertxRequest exchange;
    private final TrustedProxies proxies;

    Callers(JsonWebToken token, SecurityIdentity identity, CurrentVertxRequest exchange, TrustedProxies proxies) {
        this.token = token;
        this.identity = identity;
        this.exchange = exchange;
        this.proxies = proxies;
    }

    @Override
    public Caller caller() {
        try {
            PersonId id = new PersonId(claim("tid"), claim("oid"));
            Set<String> groups = Optional.ofNullable(token.getGroups()).orElse(Set.of());
            String name = token.<Object>claim("name").map(String::valueOf).orElse(id.oid());
            return new Caller(id, name, identity.getRoles(), groups, texts("amr"), texts("acrs"));
        } catch (IllegalArgumentException nameless) {
            throw new Refused(
                    Problem.of(403, "Your token does not say who you are: it needs the claims 'tid' and 'oid'."));
        }
    }

    @Override
    public String address() {
        return proxies.origin(peer(), request().headers().getAll(FORWARDED_FOR));
    }

    @Override
    public boolean throughTrustedProxy() {
        return proxies.trusts(peer());
    }

    @Override
    public String token() {
        return token.getRawToken();
    }

    /** Until when the token is good. */
    Instant tokenEnds() {
        return Instant.ofEpochSecond(token.getExpirationTime());
    }

    private String peer() {
        return Optional.ofNullable(request().remoteAddress())
                .map(SocketAddress::hostAddress)
                .orElse("");
    }

    private HttpServerRequest request() {
        return exchange.getCurrent().request();
    }

    private String claim(String name) {
        return token.<Object>claim(name).map(String::valueOf).orElse("");
    }

    /** A claim that is a list of texts, or one text. */
    private Set<String> texts(String name) {
        return token.<Object>claim(name).stream().flatMap(Callers::each).collect(Collectors.toSet());
    }

    private static Stream<String> each(@Nullable Object claim) {
        return switch (claim) {
            case null -> Stream.empty();
            case Collection<?> several -> several.stream().flatMap(Callers::each);
            case JsonString text -> Stream.of(text.getString());
            default -> Stream.of(String.valueOf(claim));
        };
    }
}
