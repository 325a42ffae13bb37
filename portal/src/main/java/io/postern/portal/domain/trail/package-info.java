/** The trail as people read it. */
@NullMarked
package io.postern.portal.domain.trail;

import org.jspecify.annotations.NullMarked;
