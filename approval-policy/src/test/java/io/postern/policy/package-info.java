/** Tests. */
@NullMarked
package io.postern.policy;

import org.jspecify.annotations.NullMarked;
