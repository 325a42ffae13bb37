/** The use cases of the enforcer and the ports they need. */
@NullMarked
package io.postern.enforcer.app;

import org.jspecify.annotations.NullMarked;
