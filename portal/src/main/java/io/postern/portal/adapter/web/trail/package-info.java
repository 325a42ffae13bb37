/** The pages that show what was recorded. */
@NullMarked
package io.postern.portal.adapter.web.trail;

import org.jspecify.annotations.NullMarked;
