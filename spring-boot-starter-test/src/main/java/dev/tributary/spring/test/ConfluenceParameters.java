package dev.tributary.spring.test;

import dev.tributary.Tributary;
import dev.tributary.model.Connection;
import dev.tributary.simulator.ConfluenceSimulator;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Hands tests the simulator, and the connection that {@link ConnectedAs} made. Applied by {@link ConfluenceTest}. */
final class ConfluenceParameters implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return (type == ConfluenceSimulator.class || type == Connection.class)
                && !parameter.isAnnotated(Autowired.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        ApplicationContext context = SpringExtension.getApplicationContext(test);
        return parameter.getParameter().getType() == Connection.class
                ? connection(context, test)
                : context.getBean(ConfluenceSimulator.class);
    }

    private static Connection connection(ApplicationContext context, ExtensionContext test) {
        List<ConnectedAs> wanted = Wanted.connections(
                test.getRequiredTestClass(), test.getTestMethod().orElse(null));
        if (wanted.size() != 1) {
            throw new ParameterResolutionException(
                    "A Connection is handed to a test with exactly one @ConnectedAs, and " + test.getDisplayName()
                            + " has " + wanted.size() + ".");
        }
        return context.getBean(TestSite.class).connection(context.getBean(Tributary.class), wanted.get(0));
    }
}
