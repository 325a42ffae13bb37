/** Tests. */
@NullMarked
package io.postern.policy.lint;

import org.jspecify.annotations.NullMarked;
