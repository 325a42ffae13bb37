/** Azure's network and machines through Azure Resource Manager. */
@NullMarked
package io.postern.enforcer.adapter.azure;

import org.jspecify.annotations.NullMarked;
