/** Tests of the package of the same name. */
@NullMarked
package io.postern.audit.domain.siem;

import org.jspecify.annotations.NullMarked;
