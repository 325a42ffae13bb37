/** Shows what another version of a policy would have said about past requests. */
@NullMarked
package io.postern.policy.replay;

import org.jspecify.annotations.NullMarked;
