package io.postern.request.domain;

/** One VM of a JIT policy, with the policy's kind and version but without its other VMs. */
public record CoveredVm(PolicyId policy, String kind, long version, VmPolicy rules) {
    /** The strong entity tag of the policy's state. */
    public String etag() {
        return JitPolicy.etag(version);
    }
}
