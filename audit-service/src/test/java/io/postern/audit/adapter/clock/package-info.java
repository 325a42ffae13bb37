/** Tests of the package of the same name. */
@NullMarked
package io.postern.audit.adapter.clock;

import org.jspecify.annotations.NullMarked;
