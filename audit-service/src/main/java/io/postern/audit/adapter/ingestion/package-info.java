/** Azure Monitor, and with it Microsoft Sentinel, as somebody who is told of the trail. */
@NullMarked
package io.postern.audit.adapter.ingestion;

import org.jspecify.annotations.NullMarked;
