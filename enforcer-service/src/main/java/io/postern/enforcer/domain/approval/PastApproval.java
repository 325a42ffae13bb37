package io.postern.enforcer.domain.approval;

import io.postern.contracts.id.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * An approval of a request as it was used.
 *
 * @param extension which extension it was; 0 for the request itself
 * @param requester whose request it was; null where an earlier version used it and did not note that
 */
public record PastApproval(int extension, @Nullable PersonId requester, boolean breakGlass) {}
