package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.User;
import java.net.URI;
import java.util.Set;

/**
 * A site of Atlassian's cloud.
 *
 * @param cloudId names it at the API host
 * @param name its name, and the last part of its address
 * @param products what it has
 * @param members the usernames of those who may use it
 */
public record Site(String cloudId, String name, Set<Product> products, Set<String> members) {

    /** Copies what it is given. */
    public Site {
        products = Set.copyOf(products);
        members = Set.copyOf(members);
    }

    /** Tells whether there is Confluence at the site. */
    public boolean hasConfluence() {
        return products.contains(Product.CONFLUENCE);
    }

    /** Tells whether the user may use the site. */
    public boolean admits(User user) {
        return members.contains(user.name());
    }

    /** Returns its address, given that of the simulator. */
    URI url(URI simulator) {
        return URI.create(simulator + "/site/" + name);
    }
}
