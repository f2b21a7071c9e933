package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.Version;
import java.util.List;
import java.util.Map;

/** Versions and histories as JSON. */
record VersionView(Links links, UserView users) {
    Map<String, Object> version(Content content, Version version) {
        return new Parts(Expand.NOTHING)
                .put("by", users.named(version.by()))
                .put("when", links.dialect().when(version.when()))
                .put("friendlyWhen", links.dialect().friendly(version.when()))
                .put("message", version.message())
                .put("number", version.number())
                .put("minorEdit", version.minorEdit())
                .put("hidden", false)
                .part("content", Links.content(content), unused -> Map.of())
                .done(Map.of(
                        "self",
                        links.base() + "/rest/experimental/content/" + content.id() + "/version/" + version.number()));
    }

    Map<String, Object> history(Content content, Expand expand) {
        List<Version> versions = content.versions();
        Parts parts = new Parts(expand)
                .put("latest", true)
                .put("createdBy", users.named(content.first().by()))
                .put("createdDate", links.dialect().when(content.first().when()))
                .part("lastUpdated", "", unused -> version(content, content.current()))
                .part("contributors", "", unused -> contributors(versions));
        if (versions.size() > 1) {
            parts.part("previousVersion", "", unused -> version(content, versions.get(versions.size() - 2)));
        }
        return parts.done(Map.of("self", links.base() + Links.content(content) + "/history"));
    }

    private Map<String, Object> contributors(List<Version> versions) {
        List<String> names = versions.stream().map(Version::by).distinct().toList();
        List<Map<String, Object>> people = names.stream().map(users::named).toList();
        return Map.of(
                "publishers",
                Map.of(
                        "users",
                        people,
                        "userKeys",
                        people.stream()
                                .map(each -> each.get(links.dialect().idName()))
                                .toList()));
    }
}
