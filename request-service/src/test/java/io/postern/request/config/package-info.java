@NullMarked
package io.postern.request.config;

import org.jspecify.annotations.NullMarked;
