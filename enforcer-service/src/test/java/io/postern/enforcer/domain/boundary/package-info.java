/** Plans and priorities. */
@NullUnmarked
package io.postern.enforcer.domain.boundary;

import org.jspecify.annotations.NullUnmarked;
