package io.postern.portal.adapter.web;

import io.postern.portal.app.SessionsUnavailable;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Says that it cannot be seen just now who somebody is; whoever was signed in still is. */
@Singleton
public class AwayPages {
    private static final Logger LOG = Logger.getLogger(AwayPages.class);
    private static final int STATUS = 503;

    private final Assets assets;

    public AwayPages(Assets assets) {
        this.assets = assets;
    }

    /** They stand alone: what is around other pages asks who it is. */
    @CheckedTemplate(basePath = "trouble")
    static class Templates {
        static native TemplateInstance away(String styles);

        static native TemplateInstance awayPart();

        private Templates() {}
    }

    void stand(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    }

    private void failed(RoutingContext context) {
        if (!(context.failure() instanceof SessionsUnavailable away)
                || context.response().headWritten()) {
            context.next();
            return;
        }
        LOG.warn(away.getMessage());
        HttpServerResponse response = context.response()
                .setStatusCode(STATUS)
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Retry-After", "5");
        if (context.request().getHeader("HX-Request") == null) {
            response.end(Templates.away(assets.styles().path()).render());
        } else {
            response.putHeader("HX-Retarget", "#messages")
                    .putHeader("HX-Reswap", "innerHTML show:top")
                    .putHeader("HX-Reselect", ".bar")
                    .end(Templates.awayPart().render());
        }
    }
}
