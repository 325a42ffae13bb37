/** What the enforcer itself demands of an approval, whoever signed it. */
@NullMarked
package io.postern.enforcer.domain.approval;

import org.jspecify.annotations.NullMarked;
