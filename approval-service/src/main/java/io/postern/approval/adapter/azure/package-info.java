/** Reads role assignments, deny assignments and group memberships from Azure and Microsoft Graph. */
@NullMarked
package io.postern.approval.adapter.azure;

import org.jspecify.annotations.NullMarked;
