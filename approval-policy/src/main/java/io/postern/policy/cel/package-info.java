/** Conditions in the Common Expression Language: checked when read, bounded when evaluated. */
@NullMarked
package io.postern.policy.cel;

import org.jspecify.annotations.NullMarked;
