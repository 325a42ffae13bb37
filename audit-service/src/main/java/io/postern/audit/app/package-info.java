/** Recording events, publishing the log, reading the trail, and what these need. */
@NullMarked
package io.postern.audit.app;

import org.jspecify.annotations.NullMarked;
