package io.postern.request.adapter.arm;

import io.postern.request.domain.PolicyId;
import jakarta.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;

/** The policy that an address names. */
public class PolicyAddress {
    @PathParam("subscription")
    @Nullable
    String subscription;

    @PathParam("group")
    @Nullable
    String group;

    @PathParam("location")
    @Nullable
    String location;

    @PathParam("name")
    @Nullable
    String name;

    PolicyId id() {
        return Given.read(
                "address",
                name,
                given -> new PolicyId(
                        Given.required("subscription", subscription),
                        Given.required("resource group", group),
                        Given.required("location", location),
                        given));
    }
}
