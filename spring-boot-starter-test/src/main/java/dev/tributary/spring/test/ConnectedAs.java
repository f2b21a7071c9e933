package dev.tributary.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Connects a user of the application before the test, or before each test of a class: the whole authorization code flow takes place, with a
 * simulated browser that consents at the simulator. May be repeated for several users. It signs nobody in: that is for
 * {@code @WithMockUser} and its like. A test that has exactly one may take the connection, as a
 * {@link dev.tributary.model.Connection}, for a parameter.
 *
 * <p>For tests with {@link ConfluenceTest}; a test without it fails and is told so.
 */
@Documented
@Inherited
@Repeatable(ConnectedAs.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ConnectedAs {

    /** Returns who consents at Confluence: {@code alice}, {@code bob} or {@code admin}. */
    String value();

    /** Returns the application's user, as {@code Principal.getName()} would; by default the one of the same name. */
    String user() default "";

    /** Returns the name of the site that is chosen where the edition is Cloud. */
    String cloudSite() default "rivers";

    /** Several of them. */
    @Documented
    @Inherited
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {

        /** Returns them. */
        ConnectedAs[] value();
    }
}
