/** Tests of the write budget. */
@NullMarked
package io.postern.enforcer.domain.budget;

import org.jspecify.annotations.NullMarked;
