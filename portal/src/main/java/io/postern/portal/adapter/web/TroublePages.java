package io.postern.portal.adapter.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Shows trouble: as a page of its own, or to a part of a page as a message above what is there. */
@Singleton
public class TroublePages {
    private final HttpHeaders headers;

    public TroublePages(HttpHeaders headers) {
        this.headers = headers;
    }

    @CheckedTemplate(basePath = "trouble")
    static class Templates {
        static native TemplateInstance page(Trouble trouble);

        static native TemplateInstance message(Trouble trouble);

        private Templates() {}
    }

    Response of(Trouble trouble) {
        boolean part = headers.getHeaderString("HX-Request") != null && headers.getHeaderString("HX-Boosted") == null;
        Response.ResponseBuilder response = Response.status(trouble.status()).type(MediaType.TEXT_HTML_TYPE);
        return part
                ? response.entity(Templates.message(trouble))
                        .header("HX-Retarget", "#messages")
                        .header("HX-Reswap", "innerHTML show:top")
                        .header("HX-Reselect", ".bar")
                        .build()
                : response.entity(Templates.page(trouble)).build();
    }
}
