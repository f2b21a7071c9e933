package dev.tributary.simulator.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The users of the simulated Confluence, whose passwords are their names: alice, bob, admin, and who was added. Immutable and thread-safe. */
public final class Users {

    private final Map<String, User> byName = new LinkedHashMap<>();

    /** Makes the three users. */
    public Users() {
        this(List.of());
    }

    /** Makes the three users and those of the names given, which are in lower case and differ. */
    public Users(Collection<String> more) {
        add(new User("alice", "Alice Arroyo", "4028b8816a2f3c01016a2f3d5e1a0001", false));
        add(new User("bob", "Bob Brooks", "4028b8816a2f3c01016a2f3d5e1a0002", false));
        add(new User("admin", "Ada Admin", "4028b8816a2f3c01016a2f3d5e1a0003", true));
        more.forEach(name -> add(new User(name, name, keyOf(name), false)));
    }

    /** Returns everybody. */
    public Collection<User> all() {
        return List.copyOf(byName.values());
    }

    /** Returns the user of that name, compared without case. */
    public Optional<User> named(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns the user if the password is right. */
    public Optional<User> authenticate(String name, String password) {
        return named(name).filter(user -> MessageDigest.isEqual(user.name().getBytes(UTF_8), password.getBytes(UTF_8)));
    }

    private static String keyOf(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString().replace("-", "");
    }

    private void add(User user) {
        byName.put(user.name(), user);
    }
}
