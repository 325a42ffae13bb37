/** What a policy must answer, kept beside it: cases, and whether they hold. */
@NullMarked
package io.postern.policy.cases;

import org.jspecify.annotations.NullMarked;
