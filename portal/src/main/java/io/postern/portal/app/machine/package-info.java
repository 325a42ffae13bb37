/** What pages about virtual machines ask of the services. */
@NullMarked
package io.postern.portal.app.machine;

import org.jspecify.annotations.NullMarked;
