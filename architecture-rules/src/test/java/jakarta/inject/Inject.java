package jakarta.inject;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands for the real annotation, which is not on this module's class path. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Inject {}
