package dev.tributary.spring.test;

import dev.tributary.Tributary;
import dev.tributary.spring.test.TestSite.Before;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Connects users before a test, and undoes after it what it has done. Found by Spring's test framework. */
final class ConnectingListener extends AbstractTestExecutionListener {

    /** After dependencies were injected, and before transactions begin: connecting is no part of a test's transaction. */
    private static final int ORDER = 3_500;

    private static final String BEFORE = Before.class.getName();

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        List<ConnectedAs> wanted = Wanted.connections(test.getTestClass(), test.getTestMethod());
        if (Wanted.confluence(test.getTestClass())) {
            Tributary tributary = test.getApplicationContext().getBean(Tributary.class);
            TestSite site = test.getApplicationContext().getBean(TestSite.class);
            test.setAttribute(BEFORE, site.before(tributary));
            wanted.forEach(each -> site.connect(tributary, each));
        } else if (!wanted.isEmpty()) {
            throw new IllegalStateException("@ConnectedAs needs @ConfluenceTest on "
                    + test.getTestClass().getName() + ", which starts the Confluence to connect to.");
        }
    }

    @Override
    public void afterTestMethod(TestContext test) {
        if (test.removeAttribute(BEFORE) instanceof Before before && test.hasApplicationContext()) {
            ApplicationContext context = test.getApplicationContext();
            context.getBean(TestSite.class).reset(context.getBean(Tributary.class), before);
        }
    }
}
