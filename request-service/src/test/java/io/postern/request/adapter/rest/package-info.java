@NullMarked
package io.postern.request.adapter.rest;

import org.jspecify.annotations.NullMarked;
