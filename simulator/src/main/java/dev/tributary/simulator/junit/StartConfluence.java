package dev.tributary.simulator.junit;

import dev.tributary.simulator.Edition;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Puts a running {@link dev.tributary.simulator.ConfluenceSimulator} into the field: a fresh one for each test into an instance field, one
 * for the whole class into a static field. It is closed afterwards.
 *
 * <pre>{@code
 * @StartConfluence(contextPath = "/wiki", switches = "bad-bearer=401")
 * ConfluenceSimulator confluence;
 *
 * @StartConfluence(edition = Edition.CLOUD)
 * ConfluenceSimulator cloud;
 * }</pre>
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ConfluenceExtension.class)
public @interface StartConfluence {

    /** Returns which kind of Confluence. */
    Edition edition() default Edition.DATA_CENTER;

    /** Returns the context path. */
    String contextPath() default "";

    /** Returns switches to set, each as {@code name=value}. */
    String[] switches() default {};
}
