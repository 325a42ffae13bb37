/** Tests of the package of the same name. */
@NullMarked
package io.postern.cli.command;

import org.jspecify.annotations.NullMarked;
