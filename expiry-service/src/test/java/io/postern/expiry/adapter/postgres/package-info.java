/** Tests of the package of the same name. */
@NullMarked
package io.postern.expiry.adapter.postgres;

import org.jspecify.annotations.NullMarked;
