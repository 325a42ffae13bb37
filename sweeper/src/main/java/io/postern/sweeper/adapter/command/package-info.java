/** The sweeper as a command that makes one pass and ends. */
@NullMarked
package io.postern.sweeper.adapter.command;

import org.jspecify.annotations.NullMarked;
