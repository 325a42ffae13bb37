@NullMarked
package io.postern.request.adapter.enforcer;

import org.jspecify.annotations.NullMarked;
