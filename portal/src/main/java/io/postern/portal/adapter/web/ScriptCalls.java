package io.postern.portal.adapter.web;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Which calls must not be led to the issuer's sign-in page: it is of use only where a page is opened. */
@Singleton
public class ScriptCalls implements JavaScriptRequestChecker {
    @Override
    public boolean isJavaScriptRequest(RoutingContext context) {
        String mode = context.request().getHeader("Sec-Fetch-Mode");
        return context.request().method() == HttpMethod.POST
                || context.request().getHeader("HX-Request") != null
                || (mode != null && !mode.equals("navigate"));
    }
}
