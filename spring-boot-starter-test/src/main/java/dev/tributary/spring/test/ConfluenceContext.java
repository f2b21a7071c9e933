package dev.tributary.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link ConfluenceTest} on a test class, or around a nested one, and has its Confluence made. Found by Spring's test framework. */
final class ConfluenceContext implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        ConfluenceTest wanted = TestContextAnnotationUtils.findMergedAnnotation(testClass, ConfluenceTest.class);
        return wanted == null
                ? null
                : new ConfluenceCustomizer(
                        wanted.site(), wanted.edition(), wanted.contextPath(), List.of(wanted.switches()));
    }
}
