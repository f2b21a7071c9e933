package dev.tributary.spring;

import dev.tributary.model.Secret;
import dev.tributary.spring.fault.Faults;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Reads properties and notes all that cannot be read, where binding as it is would stop at the first. No value is in what it notes: it
 * may be a secret that stands at the wrong place.
 */
final class BoundSettings extends AbstractBindHandler {

    private static final Map<Class<?>, String> EXPECTED = Map.of(
            Secret.class, "It is empty. Set it, or, where it is not required, take it out.",
            URI.class, "It must be an address such as https://wiki.example.com.",
            Duration.class, "It must be a length of time such as 14d, 12h or 30s.",
            Path.class, "It must be the path of a file.",
            ZoneId.class, "It must be a time zone such as Europe/Berlin or UTC.",
            int.class, "It must be a whole number.",
            long.class, "It must be a whole number.",
            boolean.class, "It must be true or false.");

    private final Environment environment;
    private final Binder binder;
    private final Faults faults;

    BoundSettings(Environment environment, Faults faults) {
        this.environment = environment;
        this.binder = Binder.get(environment);
        this.faults = faults;
    }

    /** Returns the properties as far as they can be read. */
    <T> T read(String prefix, Class<T> properties) {
        return binder.bindOrCreate(prefix, Bindable.of(properties), this);
    }

    /** A misspelt base URL would make a Data Center a site of Cloud, a misspelt file another keyset. */
    void refuseUnknown(String prefix, Class<?> properties, Predicate<String> others) {
        try {
            binder.bind(
                    prefix,
                    Bindable.of(properties),
                    new NoUnboundElementsBindHandler(new IgnoreErrorsBindHandler(), new UnboundElementsSourceFilter()));
        } catch (BindException e) {
            if (!(e.getCause() instanceof UnboundConfigurationPropertiesException unknown)) {
                throw e;
            }
            unknown.getUnboundProperties().stream()
                    .filter(property -> !others.test(property.getName().toString()))
                    .forEach(property -> faults.add(
                            property.getName().toString(),
                            "There is no such property. Correct its name, or take it out."
                                    + KnownNames.near(property.getName(), prefix, properties)
                                            .map(" Did you mean %s?"::formatted)
                                            .orElse("")));
        }
    }

    @Override
    public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        own(name, context).flatMap(this::missing).ifPresent(variable -> faults.add(name.toString(), unset(variable)));
        return result;
    }

    /** As if it were not set, so that what stands beside it is read as well. */
    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
        Optional<ConfigurationProperty> property = own(name, context);
        String fault = property.flatMap(this::missing)
                .map(BoundSettings::unset)
                .orElseGet(() -> expected(target.getType().resolve(Object.class)));
        faults.add(name.toString(), fault);
        return null;
    }

    private static Optional<ConfigurationProperty> own(ConfigurationPropertyName name, BindContext context) {
        return Optional.ofNullable(context.getConfigurationProperty())
                .filter(property -> property.getName().equals(name));
    }

    /** Returns what a value refers to that is set nowhere. Binding would take the reference itself for the value. */
    private Optional<String> missing(ConfigurationProperty property) {
        try {
            if (property.getValue() instanceof String text) {
                environment.resolveRequiredPlaceholders(text);
            }
            return Optional.empty();
        } catch (PlaceholderResolutionException e) {
            return Optional.of(e.getPlaceholder());
        }
    }

    private static String unset(String variable) {
        return "It refers to %s, which is set nowhere. Set that environment variable, or property.".formatted(variable);
    }

    private static String expected(Class<?> type) {
        return type.isEnum()
                ? "It must be one of " + names(type) + "."
                : EXPECTED.getOrDefault(type, "It cannot be read as a " + type.getSimpleName() + ".");
    }

    private static String names(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** Returns where a property is set; nothing where it is not, or nobody knows. */
    String where(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid(property);
        return name == null
                ? ""
                : StreamSupport.stream(
                                ConfigurationPropertySources.get(environment).spliterator(), false)
                        .flatMap(source -> Stream.ofNullable(source.getConfigurationProperty(name)))
                        .findFirst()
                        .flatMap(found -> Optional.ofNullable(found.getOrigin()))
                        .map(origin -> " It is set at " + origin + ".")
                        .orElse("");
    }
}
