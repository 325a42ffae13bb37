/** Tests. */
@NullMarked
package io.postern.approval.domain.proof;

import org.jspecify.annotations.NullMarked;
