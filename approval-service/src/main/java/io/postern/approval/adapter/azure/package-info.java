/** Reads role assignments and role definitions from Azure. */
@NullMarked
package io.postern.approval.adapter.azure;

import org.jspecify.annotations.NullMarked;
