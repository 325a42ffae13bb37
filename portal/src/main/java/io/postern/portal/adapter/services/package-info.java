/** The services over HTTP, each asked as the person who is signed in. */
@NullMarked
package io.postern.portal.adapter.services;

import org.jspecify.annotations.NullMarked;
