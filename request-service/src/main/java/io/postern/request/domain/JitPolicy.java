package io.postern.request.domain;

import java.util.List;

/** A JIT policy as it stands: the VMs it covers, and how often it has changed. One without VMs does not exist. */
public record JitPolicy(PolicyId id, String kind, long version, List<VmPolicy> vms) {
    /** What Azure calls every policy. */
    public static final String BASIC = "Basic";

    public JitPolicy {
        vms = List.copyOf(vms);
    }

    /** The strong entity tag of this state. */
    public String etag() {
        return etag(version);
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }
}
