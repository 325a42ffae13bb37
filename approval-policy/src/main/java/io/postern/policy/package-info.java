/** What an approval policy is asked, and what it answers. */
@NullMarked
package io.postern.policy;

import org.jspecify.annotations.NullMarked;
