package io.postern.approval.app;

import java.util.Optional;

/** Where this instance has its policy from. */
public interface PolicyOrigin {
    /** What is wrong with what is there now, for which reason an earlier one goes on holding; empty when nothing is. */
    Optional<String> fault();
}
