/** Virtual machines as their pages show them: wording, filters, policies being edited, and ways to connect. */
@NullMarked
package io.postern.portal.domain.machine;

import org.jspecify.annotations.NullMarked;
