package io.postern.approval.app;

import io.postern.policy.ApprovalPolicy;
import java.util.Optional;

/** The versions of the approval policy; a case is decided under the one that held when it arrived. */
public interface Policies {
    /** The one that new cases are decided under. */
    ApprovalPolicy current();

    /** One that holds or has held; empty when nobody knows it, or nobody can read it any more. */
    Optional<ApprovalPolicy> version(String version);
}
