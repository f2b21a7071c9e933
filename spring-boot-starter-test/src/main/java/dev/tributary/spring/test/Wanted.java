package dev.tributary.spring.test;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ClassUtils;

/** Reads what a test asks for. */
final class Wanted {

    private Wanted() {}

    static boolean confluence(Class<?> testClass) {
        return TestContextAnnotationUtils.hasAnnotation(testClass, ConfluenceTest.class);
    }

    /** Returns who shall be connected: those of the class, of the classes around a nested one, and of the method. */
    static List<ConnectedAs> connections(Class<?> testClass, @Nullable Method method) {
        Stream<MergedAnnotation<ConnectedAs>> ofClass = MergedAnnotations.search(SearchStrategy.TYPE_HIERARCHY)
                .withEnclosingClasses(ClassUtils::isInnerClass)
                .from(testClass)
                .stream(ConnectedAs.class);
        Stream<MergedAnnotation<ConnectedAs>> ofMethod = method == null
                ? Stream.empty()
                : MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).stream(ConnectedAs.class);
        return Stream.concat(ofClass, ofMethod)
                .map(MergedAnnotation::synthesize)
                .toList();
    }
}
