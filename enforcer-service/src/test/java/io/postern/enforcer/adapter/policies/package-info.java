/** What request-service may answer, and what none of it may be taken for. */
@NullUnmarked
package io.postern.enforcer.adapter.policies;

import org.jspecify.annotations.NullUnmarked;
