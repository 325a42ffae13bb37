/** Tests of the package of the same name. */
@NullMarked
package io.postern.audit.adapter.ingestion;

import org.jspecify.annotations.NullMarked;
