/**
 * Compact JWS in the one spelling that Postern takes, read the same way by whoever verifies one: the enforcer its
 * approvals, approval-service what bots sign. No part of {@code contracts}: that knows no cryptography.
 */
@NullMarked
package io.postern.jws;

import org.jspecify.annotations.NullMarked;
