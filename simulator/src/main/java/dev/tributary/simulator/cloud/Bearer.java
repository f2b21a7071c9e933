package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.User;
import java.util.Map;
import java.util.Set;

/**
 * What an access token stands for: all that its account has allowed its app, be it by another consent.
 *
 * @param expired whether the token is past its end, while its grant goes on
 * @param siteScopes the scopes at each site, by cloud id
 */
record Bearer(
        User user, boolean service, boolean expired, Set<String> accountScopes, Map<String, Set<String>> siteScopes) {}
