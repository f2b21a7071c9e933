package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.FileData;
import dev.tributary.simulator.content.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Content as JSON, for one viewer: what is below it is shown only as far as they may see it. */
record ContentView(Wiki wiki, Links links, Viewer viewer) {
    /** Content that is the whole answer; its links name the server too. */
    Map<String, Object> whole(Content content, Expand expand) {
        Map<String, Object> own = new LinkedHashMap<>(own(content));
        own.put("collection", Links.API + "/content");
        own.putAll(links.root());
        return parts(content, expand).done(own);
    }

    /** Content within a list or another content. */
    Map<String, Object> render(Content content, Expand expand) {
        return parts(content, expand).done(own(content));
    }

    VersionView versions() {
        return new VersionView(links, users());
    }

    UserView users() {
        return new UserView(links, wiki.environment().users());
    }

    SpaceView spaces() {
        return new SpaceView(links);
    }

    /** The list below that content, as far as this viewer may see it. */
    List<Content> children(Content content, ContentType type) {
        return wiki.store().children(content.id(), type).stream()
                .filter(child -> wiki.permissions().maySee(viewer, child))
                .toList();
    }

    /** The list below that content at any depth, as far as this viewer may see it. */
    List<Content> descendants(Content content, ContentType type) {
        return wiki.permissions().visible(viewer).stream()
                .filter(each -> each.type() == type)
                .filter(each -> wiki.store().ancestors(each).stream()
                        .anyMatch(above -> above.id().equals(content.id())))
                .toList();
    }

    Map<String, Object> children(Content content, Expand expand) {
        return below(Links.content(content) + "/child", expand, type -> children(content, type));
    }

    Map<String, Object> descendants(Content content, Expand expand) {
        return below(Links.content(content) + "/descendant", expand, type -> descendants(content, type));
    }

    private Map<String, Object> below(String self, Expand expand, Function<ContentType, List<Content>> contents) {
        Parts parts = new Parts(expand);
        for (ContentType type : List.of(ContentType.ATTACHMENT, ContentType.COMMENT, ContentType.PAGE)) {
            String one = self + "/" + type.wire();
            parts.part(
                    type.wire(),
                    one,
                    inner -> Listing.inner(one, contents.apply(type), each -> render(each, inner), links));
        }
        Map<String, Object> own = links.root();
        own.put("self", links.base() + self);
        return parts.done(own);
    }

    private Parts parts(Content content, Expand expand) {
        String path = Links.content(content);
        Parts parts = new Parts(expand)
                .put("id", content.id())
                .put("type", content.type().wire())
                .put("status", content.status().wire())
                .put("title", content.title())
                .put("extensions", extensions(content))
                .part("space", Links.space(content.spaceKey()), inner -> space(content, inner))
                .part("container", container(content), inner -> containerOf(content, inner))
                .part("history", path + "/history", inner -> versions().history(content, inner))
                .part("version", "", inner -> versions().version(content, content.current()))
                .part("ancestors", "", inner -> ancestors(content, inner))
                .part("body", "", inner -> BodyView.render(content, inner))
                .part("children", path + "/child", inner -> children(content, inner))
                .part("descendants", path + "/descendant", inner -> descendants(content, inner))
                .part("restrictions", path + "/restriction/byOperation", inner -> restrictions(content))
                .part("operations", "", inner -> operations(content));
        if (content.type() == ContentType.ATTACHMENT) {
            return parts.put("metadata", metadata(content, expand.in("metadata")));
        }
        return parts.part("metadata", "", inner -> metadata(content, inner));
    }

    private Map<String, Object> own(Content content) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("webui", links.web(content));
        if (content.type() == ContentType.ATTACHMENT) {
            own.put("download", Links.download(content));
        } else {
            own.put("edit", "/pages/resumedraft.action?draftId=" + content.id());
            own.put("tinyui", Links.tiny(content));
        }
        own.put("self", links.base() + Links.content(content));
        return own;
    }

    private static Map<String, Object> extensions(Content content) {
        FileData file = content.file();
        if (file == null) {
            return content.type() == ContentType.COMMENT
                    ? Map.of(
                            "location",
                            content.anchor() == null ? "footer" : "inline",
                            "_expandable",
                            Map.of("resolution", ""))
                    : Map.of("position", "none");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mediaType", file.mediaType());
        json.put("fileSize", file.size());
        json.put("comment", file.comment());
        return json;
    }

    private Object space(Content content, Expand expand) {
        return spaces().render(wiki.store().space(content.spaceKey()).orElseThrow(), expand);
    }

    private String container(Content content) {
        return isContained(content) ? Links.API + "/content/" + page(content).id() : Links.space(content.spaceKey());
    }

    private Object containerOf(Content content, Expand expand) {
        return isContained(content) ? render(page(content), expand) : space(content, expand);
    }

    private Content page(Content content) {
        return wiki.store().ancestors(content).stream()
                .filter(above -> above.type() == ContentType.PAGE || above.type() == ContentType.BLOGPOST)
                .reduce((first, second) -> second)
                .orElse(content);
    }

    private static boolean isContained(Content content) {
        return content.type() == ContentType.COMMENT || content.type() == ContentType.ATTACHMENT;
    }

    private List<Map<String, Object>> ancestors(Content content, Expand expand) {
        return wiki.store().ancestors(content).stream()
                .filter(above -> above.type() == content.type())
                .map(above -> render(above, expand))
                .toList();
    }

    private Map<String, Object> metadata(Content content, Expand expand) {
        String path = Links.content(content);
        Parts parts = new Parts(expand)
                .part(
                        "labels",
                        "",
                        inner ->
                                Listing.inner(path + "/label", List.copyOf(content.labels()), LabelView::render, links))
                .part("currentuser", "", inner -> Map.of())
                .part("properties", "", inner -> Map.of())
                .part("frontend", "", inner -> Map.of());
        if (content.file() != null) {
            parts.put("mediaType", content.file().mediaType());
            parts.put("comment", content.file().comment());
        }
        return parts.done();
    }

    Map<String, Object> restrictions(Content content) {
        return Map.of(
                "read", restriction("read", List.copyOf(content.access().readers())),
                "update", restriction("update", List.copyOf(content.access().editors())));
    }

    private Map<String, Object> restriction(String operation, List<String> names) {
        List<Map<String, Object>> people =
                names.stream().sorted().map(users()::named).toList();
        return Map.of(
                "operation",
                operation,
                "restrictions",
                Map.of("user", Map.of("results", people, "size", people.size())));
    }

    private List<Map<String, Object>> operations(Content content) {
        String type = content.type().wire();
        List<String> names =
                wiki.permissions().mayChange(viewer, content) ? List.of("read", "update", "delete") : List.of("read");
        return names.stream()
                .map(name -> Map.<String, Object>of("operation", name, "targetType", type))
                .toList();
    }
}
