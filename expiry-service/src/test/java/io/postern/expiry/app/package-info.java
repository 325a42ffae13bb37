/** Tests of the package of the same name. */
@NullMarked
package io.postern.expiry.app;

import org.jspecify.annotations.NullMarked;
