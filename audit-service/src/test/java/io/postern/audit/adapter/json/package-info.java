/** Tests of the package of the same name. */
@NullMarked
package io.postern.audit.adapter.json;

import org.jspecify.annotations.NullMarked;
