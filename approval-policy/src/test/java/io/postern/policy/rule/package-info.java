/** Tests. */
@NullMarked
package io.postern.policy.rule;

import org.jspecify.annotations.NullMarked;
