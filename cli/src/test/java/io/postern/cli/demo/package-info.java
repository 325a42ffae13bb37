/** Tests of the package of the same name. */
@NullMarked
package io.postern.cli.demo;

import org.jspecify.annotations.NullMarked;
