package dev.tributary.simulator.junit;

import dev.tributary.simulator.ConfluenceSimulator;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts what {@link StartConfluence} asks for and leaves closing to JUnit, which closes what its store holds. */
final class ConfluenceExtension implements BeforeAllCallback, BeforeEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(ConfluenceExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        fill(context, context.getRequiredTestClass(), null);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            fill(context, instance.getClass(), instance);
        }
    }

    private static void fill(ExtensionContext context, Class<?> type, @Nullable Object instance) {
        List<Field> fields = AnnotationSupport.findAnnotatedFields(
                type, StartConfluence.class, field -> Modifier.isStatic(field.getModifiers()) == (instance == null));
        for (Field field : fields) {
            ConfluenceSimulator simulator = start(field.getAnnotation(StartConfluence.class));
            context.getStore(NAMESPACE).put(field, simulator);
            assign(field, instance, simulator);
        }
    }

    private static ConfluenceSimulator start(StartConfluence wanted) {
        ConfluenceSimulator.Builder builder = ConfluenceSimulator.of(wanted.edition());
        builder.contextPath(wanted.contextPath());
        for (String setting : wanted.switches()) {
            String[] pair = setting.split("=", 2);
            builder.set(pair[0], pair.length == 2 ? pair[1] : "");
        }
        return builder.start();
    }

    private static void assign(Field field, @Nullable Object instance, ConfluenceSimulator simulator) {
        try {
            field.setAccessible(true);
            field.set(instance, simulator);
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "@StartConfluence needs a field of type ConfluenceSimulator that is not final: " + field, e);
        }
    }
}
