/** What waits for an answer, and what one may answer. */
@NullMarked
package io.postern.portal.domain.approval;

import org.jspecify.annotations.NullMarked;
