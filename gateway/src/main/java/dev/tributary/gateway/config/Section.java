package dev.tributary.gateway.config;

import dev.tributary.gateway.config.Yaml.Entry;
import dev.tributary.gateway.config.Yaml.Mapping;
import dev.tributary.gateway.config.Yaml.Scalar;
import dev.tributary.gateway.config.Yaml.Sequence;
import dev.tributary.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One mapping of the file, asked key by key. A form turns a text into a value, or throws {@link IllegalArgumentException}
 * with what is wrong and what to do. What is faulty is reported and takes a stand-in, so that reading goes on and finds all
 * faults; {@link Reading#check()} then keeps the stand-ins from getting out.
 */
final class Section {

    private static final String LITERAL =
            "A secret stands in the file. Write \"${NAME}\" and set the environment variable NAME; change the secret if others"
                    + " could read the file.";

    private static final Pattern NO_NAME = Pattern.compile("(?s)^([A-Za-z0-9_-]{0,63}+).+$");

    private final Reading reading;
    private final String path;
    private final Mapping mapping;
    private final String alone;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    private Section(Reading reading, String path, Mapping mapping) {
        this(reading, path, mapping, "");
    }

    private Section(Reading reading, String path, Mapping mapping, String alone) {
        this.reading = reading;
        this.path = path;
        this.mapping = mapping;
        this.alone = alone;
        for (Entry entry : mapping.entries()) {
            if (entries.putIfAbsent(entry.key(), entry) != null) {
                reading.fault(entry.place(), path(entry.key()), "This key is there twice. Keep one of them.");
            }
        }
    }

    static Section of(Reading reading, String path, Yaml node) {
        if (node instanceof Mapping mapping) {
            return new Section(reading, path, mapping);
        }
        if (!isEmpty(node)) {
            reading.fault(node.place(), path, "Here must be keys with values, as in 'key: value'.");
        }
        return new Section(reading, path, new Mapping(List.of(), node.place()));
    }

    boolean has(String name) {
        known.add(name);
        return entries.containsKey(name);
    }

    <T> Optional<T> optional(String name, Function<String, T> form) {
        known.add(name);
        Entry entry = entries.get(name);
        return entry == null ? Optional.empty() : value(entry.value(), path(name), form, text -> true);
    }

    <T> T required(String name, Function<String, T> form, T standIn) {
        known.add(name);
        return present(name)
                .flatMap(node -> value(node, path(name), form, text -> true))
                .orElse(standIn);
    }

    /** Returns a secret, which must come from the environment: files are copied, mailed and checked in. */
    Secret secret(String name) {
        known.add(name);
        return present(name)
                .flatMap(node -> value(node, path(name), Forms::secret, Reading::isVariable))
                .orElse(Secret.of("stand-in"));
    }

    /** As {@link #secret}, but it may be absent. */
    Optional<Secret> optionalSecret(String name) {
        return optionalSecret(name, Forms::secret);
    }

    Optional<Secret> optionalSecret(String name, Function<String, Secret> form) {
        known.add(name);
        Entry entry = entries.get(name);
        return entry == null ? Optional.empty() : value(entry.value(), path(name), form, Reading::isVariable);
    }

    /** Returns an app key, from the environment or as a hash. */
    Optional<AppKey> key(String name) {
        known.add(name);
        return present(name)
                .flatMap(node -> value(
                        node,
                        path(name),
                        text -> AppKey.isHash(text) ? AppKey.ofHash(text) : AppKey.of(text),
                        text -> Reading.isVariable(text) || AppKey.isHash(text)));
    }

    /**
     * Returns the entries of a list that must be there, each as a section of its own. An entry that is a single value is
     * read as one whose only key is {@code alone}, and keeps its place and path.
     */
    List<Section> entries(String name, String alone) {
        checkNotEmpty(name);
        List<Yaml> items = items(name);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Yaml item = items.get(i);
            String path = path(name) + "[" + i + "]";
            sections.add(
                    item instanceof Mapping
                            ? of(reading, path, item)
                            : new Section(
                                    reading,
                                    path,
                                    new Mapping(List.of(new Entry(alone, item.place(), item)), item.place()),
                                    alone));
        }
        return sections;
    }

    /** Returns the values of a list; none where the key is absent. */
    <T> List<T> all(String name, Function<String, T> form) {
        List<Yaml> items = items(name);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            value(items.get(i), path(name) + "[" + i + "]", form, text -> true).ifPresent(values::add);
        }
        return values;
    }

    /** Returns the secrets of a list that must be there, each from the environment. */
    List<Secret> someSecrets(String name, Function<String, Secret> form) {
        checkNotEmpty(name);
        List<Yaml> items = items(name);
        List<Secret> secrets = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            value(items.get(i), path(name) + "[" + i + "]", form, Reading::isVariable)
                    .ifPresent(secrets::add);
        }
        return secrets;
    }

    /** As {@link #someSecrets}, but one that is alone needs no list. */
    List<Secret> oneOrMoreSecrets(String name, Function<String, Secret> form) {
        known.add(name);
        Optional<Yaml> node = present(name);
        return node.orElse(null) instanceof Sequence
                ? someSecrets(name, form)
                : node.flatMap(one -> value(one, path(name), form, Reading::isVariable)).stream()
                        .toList();
    }

    /** As {@link #all}, but the list must be there and have something in it. */
    <T> List<T> some(String name, Function<String, T> form) {
        checkNotEmpty(name);
        return all(name, form);
    }

    Optional<Section> section(String name) {
        known.add(name);
        return Optional.ofNullable(entries.get(name)).map(entry -> of(reading, path(name), entry.value()));
    }

    /** Returns the mapping under a key; a fault, and an empty one, where it is absent or has nothing in it. */
    Section requiredSection(String name) {
        known.add(name);
        Yaml node = present(name).orElse(null);
        if (node instanceof Mapping empty && empty.entries().isEmpty()) {
            reading.fault(empty.place(), path(name), "There is nothing in it. Add an entry.");
        }
        return of(reading, path(name), node == null ? new Mapping(List.of(), mapping.place()) : node);
    }

    /** Returns each entry as a section of its own, by a name of the reader's choosing. */
    Map<String, Section> named(Function<String, String> form) {
        Map<String, Section> sections = new LinkedHashMap<>();
        for (Entry entry : entries.values()) {
            known.add(entry.key());
            try {
                sections.put(form.apply(entry.key()), of(reading, path(entry.key()), entry.value()));
            } catch (IllegalArgumentException e) {
                reading.fault(entry.place(), path(entry.key()), String.valueOf(e.getMessage()));
            }
        }
        return sections;
    }

    void fault(String name, String what) {
        Entry entry = entries.get(name);
        reading.fault(entry == null ? mapping.place() : entry.value().place(), path(name), what);
    }

    /** Reports every key that nobody asked for. To be called last. */
    void end() {
        for (Entry entry : entries.values()) {
            if (!known.contains(entry.key())) {
                String what = "There is no such key." + Suggestion.among(known, entry.key());
                reading.fault(entry.place(), path(entry.key()), what);
            }
        }
    }

    private Optional<Yaml> present(String name) {
        Entry entry = entries.get(name);
        if (entry == null || isEmpty(entry.value())) {
            fault(name, "This is missing. Add it.");
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    private void checkNotEmpty(String name) {
        if (present(name).orElse(null) instanceof Sequence list && list.items().isEmpty()) {
            fault(name, "The list is empty. Add an entry.");
        }
    }

    private List<Yaml> items(String name) {
        known.add(name);
        Entry entry = entries.get(name);
        if (entry == null || isEmpty(entry.value())) {
            return List.of();
        }
        if (!(entry.value() instanceof Sequence list)) {
            reading.fault(entry.value().place(), path(name), "Here must be a list, as in '[one, two]'.");
            return List.of();
        }
        return list.items();
    }

    private <T> Optional<T> value(Yaml node, String key, Function<String, T> form, Predicate<String> allowed) {
        if (!(node instanceof Scalar scalar)) {
            reading.fault(node.place(), key, "Here must be a single value, not a list and not keys.");
            return Optional.empty();
        }
        if (scalar.empty()) {
            reading.fault(scalar.place(), key, "This is empty. Give it a value.");
            return Optional.empty();
        }
        if (!allowed.test(scalar.text())) {
            reading.fault(scalar.place(), key, LITERAL);
            return Optional.empty();
        }
        return reading.resolve(scalar.text(), scalar.place(), key).flatMap(text -> formed(text, scalar, key, form));
    }

    private static boolean isEmpty(Yaml node) {
        return node instanceof Scalar scalar && scalar.empty();
    }

    private <T> Optional<T> formed(String text, Scalar scalar, String key, Function<String, T> form) {
        try {
            return Optional.of(form.apply(text));
        } catch (IllegalArgumentException e) {
            reading.fault(scalar.place(), key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Without what cannot belong to a name: a forgotten space after a colon makes a secret part of the key. */
    private String path(String name) {
        if (name.equals(alone)) {
            return path;
        }
        String shown = NO_NAME.matcher(name).replaceFirst("$1…");
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
