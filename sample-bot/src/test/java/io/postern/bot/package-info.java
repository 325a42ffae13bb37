/** Tests. */
@NullMarked
package io.postern.bot;

import org.jspecify.annotations.NullMarked;
