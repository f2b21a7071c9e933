package dev.tributary.spring.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says at which site a handler's {@code Confluence} or {@code Connection} is meant; needed where there are several. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnSite {

    /** Returns the id of the site. */
    String value();
}
