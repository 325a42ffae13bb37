/** What would be written for a request, without writing it. */
@NullMarked
package io.postern.enforcer.domain.plan;

import org.jspecify.annotations.NullMarked;
