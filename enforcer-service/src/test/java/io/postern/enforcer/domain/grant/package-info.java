/** Grants and windows. */
@NullUnmarked
package io.postern.enforcer.domain.grant;

import org.jspecify.annotations.NullUnmarked;
