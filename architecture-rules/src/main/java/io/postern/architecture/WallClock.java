package io.postern.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.List;

/** Every way in the JDK to ask the machine what time it is. {@code System.nanoTime} only measures, so it is not one. */
final class WallClock extends DescribedPredicate<JavaAccess<?>> {
    WallClock() {
        super("a reading of the wall clock");
    }

    @Override
    public boolean test(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        String owner = target.getOwner().getName();
        String name = target.getName();
        List<String> parameters = target.getRawParameterTypes().stream()
                .map(type -> type.getName())
                .toList();
        if (owner.equals(Clock.class.getName())) {
            // Of the tick methods only tick(Clock, Duration) keeps to a clock that it was given.
            return name.startsWith("system") || (name.startsWith("tick") && !name.equals("tick"));
        }
        if (owner.startsWith("java.time.")) {
            return name.equals("now") && !parameters.contains(Clock.class.getName());
        }
        if (owner.equals(System.class.getName())) {
            return name.equals("currentTimeMillis");
        }
        if (owner.equals(Calendar.class.getName())) {
            return name.equals("getInstance");
        }
        return owner.equals(Date.class.getName()) && name.equals("<init>") && parameters.isEmpty();
    }
}
