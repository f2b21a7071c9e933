package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.environment.Users;
import java.util.LinkedHashMap;
import java.util.Map;

/** People as JSON. */
record UserView(Links links, Users users) {
    Map<String, Object> named(String username) {
        return users.named(username).map(this::known).orElseGet(this::anonymous);
    }

    Map<String, Object> known(User user) {
        Dialect dialect = links.dialect();
        return described(dialect.person(user), user.displayName(), dialect.personPath(user));
    }

    Map<String, Object> anonymous() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "anonymous");
        return described(json, "Anonymous", "/user/anonymous");
    }

    private Map<String, Object> described(Map<String, Object> json, String name, String self) {
        Map<String, Object> picture = new LinkedHashMap<>();
        picture.put("path", links.environment().baseUrl().getPath() + "/images/icons/profilepics/default.svg");
        picture.put("width", 48);
        picture.put("height", 48);
        picture.put("isDefault", true);
        json.put("profilePicture", picture);
        json.put("displayName", name);
        json.put("_links", Map.of("self", links.self(self)));
        json.put("_expandable", Map.of("status", ""));
        return json;
    }
}
