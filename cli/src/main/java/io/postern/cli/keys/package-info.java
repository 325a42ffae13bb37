/** The keys and certificates of a local stack, made once per home. */
@NullMarked
package io.postern.cli.keys;

import org.jspecify.annotations.NullMarked;
