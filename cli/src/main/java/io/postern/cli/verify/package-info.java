/** An independent check of the audit trail from its files alone; it shares no code with the service that writes them. */
@NullMarked
package io.postern.cli.verify;

import org.jspecify.annotations.NullMarked;
