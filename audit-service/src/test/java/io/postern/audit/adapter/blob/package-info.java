@org.jspecify.annotations.NullMarked
package io.postern.audit.adapter.blob;
