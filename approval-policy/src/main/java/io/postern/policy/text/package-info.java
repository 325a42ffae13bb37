/** What all readers of a policy's text need: patterns that cannot blow up, and the word that was probably meant. */
@NullMarked
package io.postern.policy.text;

import org.jspecify.annotations.NullMarked;
