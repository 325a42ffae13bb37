/** A bot on the terminal: it shows requests, and signs what a person says about them with a key of its own. */
@NullMarked
package io.postern.bot;

import org.jspecify.annotations.NullMarked;
