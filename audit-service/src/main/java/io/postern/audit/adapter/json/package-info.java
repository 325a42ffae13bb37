/** The canonical form of a leaf. */
@NullMarked
package io.postern.audit.adapter.json;

import org.jspecify.annotations.NullMarked;
