/** What the portal itself keeps, in PostgreSQL. */
@NullMarked
package io.postern.portal.adapter.postgres;

import org.jspecify.annotations.NullMarked;
