/** The one spelling of events on the wire: CloudEvents 1.0 in structured JSON mode. */
@NullMarked
package io.postern.contracts.codec;

import org.jspecify.annotations.NullMarked;
