/** The difference between the rules a boundary should have and those it has. */
@NullMarked
package io.postern.enforcer.domain.boundary;

import org.jspecify.annotations.NullMarked;
