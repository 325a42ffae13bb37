/** Tests of the package of the same name. */
@NullMarked
package io.postern.audit.app;

import org.jspecify.annotations.NullMarked;
