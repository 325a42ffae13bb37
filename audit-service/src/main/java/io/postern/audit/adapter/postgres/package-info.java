/** The trail as rows that can only be added. */
@NullMarked
package io.postern.audit.adapter.postgres;

import org.jspecify.annotations.NullMarked;
