/** The caps. */
@NullUnmarked
package io.postern.enforcer.domain.approval;

import org.jspecify.annotations.NullUnmarked;
