/** A network security group as Azure shows it, and what it lets in. */
@NullMarked
package io.postern.enforcer.domain.nsg;

import org.jspecify.annotations.NullMarked;
