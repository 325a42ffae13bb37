/** Decides: rules, their strictest sum, and what of it holds in an emergency; plain Java without text formats. */
@NullMarked
package io.postern.policy.rule;

import org.jspecify.annotations.NullMarked;
