/** Rules that meet. */
@NullUnmarked
package io.postern.enforcer.domain.nsg;

import org.jspecify.annotations.NullUnmarked;
