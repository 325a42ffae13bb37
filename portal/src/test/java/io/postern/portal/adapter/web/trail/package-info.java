@NullUnmarked
package io.postern.portal.adapter.web.trail;

import org.jspecify.annotations.NullUnmarked;
