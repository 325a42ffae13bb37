/** Azure Resource Manager over one pipeline: credential, raw JSON, paging, no hidden retries. */
@NullMarked
package io.postern.arm;

import org.jspecify.annotations.NullMarked;
