/** What is let through to management ports. */
@NullUnmarked
package io.postern.enforcer.domain.posture;

import org.jspecify.annotations.NullUnmarked;
