/** Requests for access as the pages of those who ask see them. */
@NullMarked
package io.postern.portal.domain.access;

import org.jspecify.annotations.NullMarked;
