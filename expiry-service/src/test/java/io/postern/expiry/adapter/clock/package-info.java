/** Tests of the package of the same name. */
@NullMarked
package io.postern.expiry.adapter.clock;

import org.jspecify.annotations.NullMarked;
