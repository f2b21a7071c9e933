package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.Space;
import dev.tributary.simulator.environment.User;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the editions write differently on version 1 of the REST surface. */
enum Dialect {
    /** Users by name and key; times in the server's zone. */
    DATA_CENTER(ZoneId.of("Europe/Berlin"), "userKey") {
        @Override
        Map<String, Object> person(User user) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("type", "known");
            json.put("username", user.name());
            json.put("userKey", user.key());
            return json;
        }

        @Override
        String personPath(User user) {
            return "/user?key=" + user.key();
        }

        @Override
        String web(Space space) {
            return "/display/" + space.key();
        }

        @Override
        String web(Content content) {
            return switch (content.type()) {
                case PAGE -> "/display/" + Links.encode(content.spaceKey()) + "/" + Links.encode(content.title());
                case BLOGPOST -> "/pages/viewpage.action?pageId=" + content.id();
                case COMMENT ->
                    "/pages/viewpage.action?pageId=" + content.parentId() + "&focusedCommentId=" + content.id();
                case ATTACHMENT -> "/pages/viewpage.action?pageId=" + content.parentId() + "&preview=" + content.id();
            };
        }
    },
    /** Users by account id; times in UTC. */
    CLOUD(ZoneOffset.UTC, "accountId") {
        @Override
        Map<String, Object> person(User user) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("type", "known");
            json.put("accountId", user.accountId());
            json.put("accountType", "atlassian");
            json.put("email", user.email());
            json.put("publicName", user.displayName());
            json.put("isExternalCollaborator", false);
            return json;
        }

        @Override
        String personPath(User user) {
            return "/user?accountId=" + user.accountId();
        }

        @Override
        String web(Space space) {
            return "/spaces/" + space.key();
        }

        @Override
        String web(Content content) {
            String pages = "/spaces/" + Links.encode(content.spaceKey()) + "/pages/";
            return switch (content.type()) {
                case PAGE -> pages + content.id() + "/" + Links.encode(content.title());
                case BLOGPOST -> "/spaces/" + Links.encode(content.spaceKey()) + "/blog/" + content.id();
                case COMMENT -> pages + content.parentId() + "?focusedCommentId=" + content.id();
                case ATTACHMENT -> pages + content.parentId() + "?preview=" + content.id();
            };
        }
    };

    private final ZoneId zone;
    private final String idName;

    Dialect(ZoneId zone, String idName) {
        this.zone = zone;
        this.idName = idName;
    }

    /** The zone in which the server writes times and reads dates. */
    ZoneId zone() {
        return zone;
    }

    /** The name of the field that says who a user is. */
    String idName() {
        return idName;
    }

    String when(Instant instant) {
        return Times.when(instant, zone);
    }

    String friendly(Instant instant) {
        return Times.friendly(instant, zone);
    }

    /** A user, up to what all users have. */
    abstract Map<String, Object> person(User user);

    abstract String personPath(User user);

    /** The page a person would open. */
    abstract String web(Content content);

    abstract String web(Space space);
}
