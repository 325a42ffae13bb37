/** Tests of the package of the same name. */
@NullMarked
package io.postern.cli.verify;

import org.jspecify.annotations.NullMarked;
