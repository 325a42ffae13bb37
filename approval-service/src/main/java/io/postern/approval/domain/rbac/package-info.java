/** Azure's access rules: what role assignments give somebody on a VM, and what deny assignments take. */
@NullMarked
package io.postern.approval.domain.rbac;

import org.jspecify.annotations.NullMarked;
