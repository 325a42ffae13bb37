/** Signatures, genuine and not. */
@NullUnmarked
package io.postern.enforcer.adapter.jose;

import org.jspecify.annotations.NullUnmarked;
