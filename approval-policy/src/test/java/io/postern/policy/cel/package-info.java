/** Tests. */
@NullMarked
package io.postern.policy.cel;

import org.jspecify.annotations.NullMarked;
