/** Azure Blob Storage as archive. */
@NullMarked
package io.postern.audit.adapter.blob;

import org.jspecify.annotations.NullMarked;
