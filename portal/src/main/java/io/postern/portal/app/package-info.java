/** What pages need from the services, named by what it gives, and what comes of asking for it. */
@NullMarked
package io.postern.portal.app;

import org.jspecify.annotations.NullMarked;
