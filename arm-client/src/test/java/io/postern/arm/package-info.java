/** The client against a server of the test's own. */
@NullMarked
package io.postern.arm;

import org.jspecify.annotations.NullMarked;
