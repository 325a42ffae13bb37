/** Tests of the package of the same name. */
@NullMarked
package io.postern.cli.stack;

import org.jspecify.annotations.NullMarked;
