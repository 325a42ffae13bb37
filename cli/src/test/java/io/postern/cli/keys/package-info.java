/** Tests of the package of the same name. */
@NullMarked
package io.postern.cli.keys;

import org.jspecify.annotations.NullMarked;
