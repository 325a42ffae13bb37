/** Tests of the package of the same name. */
@NullMarked
package io.postern.audit.domain.story;

import org.jspecify.annotations.NullMarked;
