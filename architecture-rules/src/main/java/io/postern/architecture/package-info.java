/** The shape of a service, as rules that a build can break on. */
@NullMarked
package io.postern.architecture;

import org.jspecify.annotations.NullMarked;
