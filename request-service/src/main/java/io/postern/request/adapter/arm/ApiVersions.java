package io.postern.request.adapter.arm;

import io.postern.problems.Problem;
import io.postern.problems.Refused;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;

/** Turns away callers who speak no version of the API, or one that never was. */
@Provider
@Versioned
public class ApiVersions implements ContainerRequestFilter {
    static final String PARAMETER = "api-version";
    private static final List<String> KNOWN = List.of("2020-01-01", "2015-06-01-preview");

    @Override
    public void filter(ContainerRequestContext request) {
        String version = Parameters.of(request.getUriInfo(), PARAMETER)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new Refused(Problem.named(
                        "missing-api-version-parameter",
                        400,
                        "The query parameter 'api-version' is missing; known are " + String.join(", ", KNOWN) + ".")));
        if (!KNOWN.contains(version.toLowerCase(Locale.ROOT))) {
            throw new Refused(Problem.named(
                    "no-registered-provider-found",
                    400,
                    "The api-version asked for is not known for type 'locations/jitNetworkAccessPolicies'; known are "
                            + String.join(", ", KNOWN) + "."));
        }
    }
}
