/** Tests of the package of the same name. */
@NullMarked
package io.postern.audit.adapter.postgres;

import org.jspecify.annotations.NullMarked;
