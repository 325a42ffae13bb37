/** Tests of the package of the same name. */
@NullMarked
package io.postern.cli.api;

import org.jspecify.annotations.NullMarked;
