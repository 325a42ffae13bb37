/** The life of a grant and the end of its window. */
@NullMarked
package io.postern.enforcer.domain.grant;

import org.jspecify.annotations.NullMarked;
