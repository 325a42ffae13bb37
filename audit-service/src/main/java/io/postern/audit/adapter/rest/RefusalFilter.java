package io.postern.audit.adapter.rest;

import io.postern.audit.app.RefusedAttempts;
import io.postern.audit.app.WhoReads;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells of every caller who is known and is turned away, whatever it was that refused them. */
@Provider
public class RefusalFilter implements ContainerResponseFilter {
    private static final String PREFIX = "/api/v1/";

    private final RefusedAttempts attempts;
    private final WhoReads who;
    private final Clock clock;
    private final ResourceInfo resource;

    public RefusalFilter(RefusedAttempts attempts, WhoReads who, Clock clock, @Context ResourceInfo resource) {
        this.attempts = attempts;
        this.who = who;
        this.clock = clock;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == 403) {
            attempts.refused(who.now(), about(), request.getMethod().toLowerCase(Locale.ROOT), clock.instant());
        }
    }

    /** The template of the address: what stands in its place may be anything. */
    private String about() {
        String whole = path(resource.getResourceClass()) + path(resource.getResourceMethod());
        return whole.isEmpty() ? "trail" : whole.replaceFirst("^" + PREFIX, "");
    }

    private static String path(@Nullable AnnotatedElement element) {
        Path path = element == null ? null : element.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value().replaceFirst("^/", "");
    }
}
