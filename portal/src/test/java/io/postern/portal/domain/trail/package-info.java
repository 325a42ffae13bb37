/** The rules of these pages. */
@NullMarked
package io.postern.portal.domain.trail;

import org.jspecify.annotations.NullMarked;
