/** Azure's answers. */
@NullUnmarked
package io.postern.enforcer.adapter.azure;

import org.jspecify.annotations.NullUnmarked;
