/** Tests. */
@NullMarked
package io.postern.policy.read;

import org.jspecify.annotations.NullMarked;
