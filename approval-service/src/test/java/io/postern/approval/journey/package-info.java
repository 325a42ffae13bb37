/** Tests. */
@NullMarked
package io.postern.approval.journey;

import org.jspecify.annotations.NullMarked;
