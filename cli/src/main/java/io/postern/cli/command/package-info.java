/** One class a command. */
@NullMarked
package io.postern.cli.command;

import org.jspecify.annotations.NullMarked;
