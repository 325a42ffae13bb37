/** Judgements. */
@NullUnmarked
package io.postern.enforcer.domain.inventory;

import org.jspecify.annotations.NullUnmarked;
