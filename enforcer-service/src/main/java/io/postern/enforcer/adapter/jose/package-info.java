/** Signatures of approvals, against pinned keys. */
@NullMarked
package io.postern.enforcer.adapter.jose;

import org.jspecify.annotations.NullMarked;
