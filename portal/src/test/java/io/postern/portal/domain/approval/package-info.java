/** The rules of these pages. */
@NullMarked
package io.postern.portal.domain.approval;

import org.jspecify.annotations.NullMarked;
