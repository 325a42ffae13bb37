/** The service as a whole. */
@NullUnmarked
package io.postern.enforcer;

import org.jspecify.annotations.NullUnmarked;
