/** What people and events do to access requests, one class each, and the ports that needs. */
@NullMarked
package io.postern.request.app;

import org.jspecify.annotations.NullMarked;
