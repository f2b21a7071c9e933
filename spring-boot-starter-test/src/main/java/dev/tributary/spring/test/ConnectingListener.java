package dev.tributary.spring.test;

import dev.tributary.Tributary;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Connects users before a test, and undoes everything after it. Found by Spring's test framework. */
final class ConnectingListener extends AbstractTestExecutionListener {

    /** After dependencies were injected, and before transactions begin: connecting is no part of a test's transaction. */
    private static final int ORDER = 3_500;

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        List<ConnectedAs> wanted = Wanted.connections(test.getTestClass(), test.getTestMethod());
        if (wanted.isEmpty()) {
            return;
        }
        if (!Wanted.confluence(test.getTestClass())) {
            throw new IllegalStateException("@ConnectedAs needs @ConfluenceTest on "
                    + test.getTestClass().getName() + ", which starts the Confluence to connect to.");
        }
        ApplicationContext context = test.getApplicationContext();
        Tributary tributary = context.getBean(Tributary.class);
        TestSite site = context.getBean(TestSite.class);
        wanted.forEach(each -> site.connect(tributary, each));
    }

    @Override
    public void afterTestMethod(TestContext test) {
        if (Wanted.confluence(test.getTestClass()) && test.hasApplicationContext()) {
            ApplicationContext context = test.getApplicationContext();
            context.getBean(TestSite.class).reset(context.getBean(Tributary.class));
        }
    }
}
