/** Tests of the whole service. */
@NullMarked
package io.postern.expiry;

import org.jspecify.annotations.NullMarked;
