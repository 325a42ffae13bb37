/** Tests of the package of the same name. */
@NullMarked
package io.postern.expiry.domain;

import org.jspecify.annotations.NullMarked;
