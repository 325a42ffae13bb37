package io.postern.request.adapter.arm;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** Query parameters, whose names Azure compares without regard to case. */
final class Parameters {
    private Parameters() {}

    static Optional<String> of(UriInfo address, String name) {
        return address.getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .map(parameter -> parameter.getValue())
                .flatMap(List::stream)
                .findFirst();
    }
}
