/** Tests of the package of the same name. */
@NullMarked
package io.postern.cli.bench;

import org.jspecify.annotations.NullMarked;
