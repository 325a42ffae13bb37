/** The rules of these pages. */
@NullMarked
package io.postern.portal.domain.finding;

import org.jspecify.annotations.NullMarked;
