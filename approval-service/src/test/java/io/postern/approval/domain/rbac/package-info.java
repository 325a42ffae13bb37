/** Tests. */
@NullMarked
package io.postern.approval.domain.rbac;

import org.jspecify.annotations.NullMarked;
