/** Tests of the package of the same name. */
@NullMarked
package io.postern.cli;

import org.jspecify.annotations.NullMarked;
