/** Azure Resource Manager and Microsoft Graph over one kind of pipeline: credential, raw JSON, paging, no hidden retries. */
@NullMarked
package io.postern.arm;

import org.jspecify.annotations.NullMarked;
