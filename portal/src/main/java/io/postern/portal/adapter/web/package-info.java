/** Pages, assets and what guards them. */
@NullMarked
package io.postern.portal.adapter.web;

import org.jspecify.annotations.NullMarked;
