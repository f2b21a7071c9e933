package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Anchor;
import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.FileData;
import dev.tributary.simulator.content.Space;
import dev.tributary.simulator.content.StorageFormat;
import dev.tributary.simulator.content.Version;
import dev.tributary.simulator.environment.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Content as JSON. */
record View(Shelf shelf) {

    /** A page or blog post. */
    Map<String, Object> page(Content content, String bodyFormat) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", content.id());
        json.put("status", content.status().name().toLowerCase(Locale.ROOT));
        json.put("title", content.title());
        json.put("spaceId", String.valueOf(shelf.space(content.spaceKey()).id()));
        if (content.type() == ContentType.PAGE) {
            if (content.parentId() != null) {
                json.put("parentId", content.parentId());
                json.put("parentType", "page");
            }
            json.put("position", position(content));
            json.put("ownerId", author(content.first()));
        }
        json.put("authorId", author(content.first()));
        json.put("createdAt", time(content.first().when()));
        json.put("version", version(content.current()));
        json.put("body", body(content, bodyFormat));
        json.put("_links", pageLinks(content));
        return json;
    }

    Map<String, Object> space(Space space, String descriptionFormat) {
        Map<String, Object> json = new LinkedHashMap<>();
        Content home = shelf.archive().store().find(space.homepageId()).orElseThrow();
        json.put("id", String.valueOf(space.id()));
        json.put("key", space.key());
        json.put("name", space.name());
        json.put("type", "global");
        json.put("status", "current");
        json.put("authorId", author(home.first()));
        json.put("createdAt", time(home.first().when()));
        json.put("homepageId", space.homepageId());
        if (!descriptionFormat.isEmpty()) {
            String text = descriptionFormat.equals("view") ? "<p>" + space.description() + "</p>" : space.description();
            json.put("description", Map.of(descriptionFormat, representation(descriptionFormat, text)));
        }
        json.put("_links", links("webui", "/spaces/" + space.key()));
        return json;
    }

    Map<String, Object> comment(Content content, String bodyFormat) {
        Map<String, Object> json = new LinkedHashMap<>();
        Content page = shelf.container(content);
        json.put("id", content.id());
        json.put("status", content.status().name().toLowerCase(Locale.ROOT));
        json.put("title", content.title());
        json.put(page.type() == ContentType.BLOGPOST ? "blogPostId" : "pageId", page.id());
        if (!page.id().equals(content.parentId())) {
            json.put("parentCommentId", Objects.requireNonNullElse(content.parentId(), ""));
        }
        json.put("version", version(content.current()));
        json.put("body", body(content, bodyFormat));
        Anchor anchor = content.anchor();
        if (anchor != null) {
            json.put("resolutionStatus", anchor.resolution());
            json.put(
                    "properties",
                    Map.of("inlineMarkerRef", anchor.markerRef(), "inlineOriginalSelection", anchor.selection()));
        }
        json.put("_links", links("webui", web(page) + "?focusedCommentId=" + content.id()));
        return json;
    }

    /** An answer to a comment, in the list of that comment: it does not say what page it is on. */
    Map<String, Object> reply(Content content, String bodyFormat) {
        Map<String, Object> json = comment(content, bodyFormat);
        json.remove("pageId");
        json.remove("blogPostId");
        return json;
    }

    Map<String, Object> attachment(Content content) {
        FileData file = Objects.requireNonNull(content.file(), content.id());
        Content page = shelf.container(content);
        String web = web(page) + "?preview=" + content.id();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", content.id());
        json.put("status", content.status().name().toLowerCase(Locale.ROOT));
        json.put("title", content.title());
        json.put("createdAt", time(content.first().when()));
        json.put(page.type() == ContentType.BLOGPOST ? "blogPostId" : "pageId", page.id());
        json.put("mediaType", file.mediaType());
        json.put("mediaTypeDescription", file.mediaType());
        json.put("comment", file.comment());
        json.put("fileId", "file-" + content.id());
        json.put("fileSize", file.size());
        json.put("webuiLink", web);
        json.put("downloadLink", download(content, page));
        json.put("version", version(content.current()));
        Map<String, Object> links = links("webui", web);
        links.put("download", download(content, page));
        json.put("_links", links);
        return json;
    }

    Map<String, Object> version(Version version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", version.number());
        json.put("message", version.message());
        json.put("minorEdit", version.minorEdit());
        json.put("authorId", author(version));
        json.put("createdAt", time(version.when()));
        return json;
    }

    static Map<String, Object> label(String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", labelId(name));
        json.put("name", name);
        json.put("prefix", "global");
        return json;
    }

    static String labelId(String name) {
        return String.valueOf(1_000_000 + Math.floorMod(name.hashCode(), 1_000_000));
    }

    /** An object that is the whole answer says where its links start. */
    Map<String, Object> whole(Map<String, Object> json) {
        Map<String, Object> links = new LinkedHashMap<>();
        if (json.get("_links") instanceof Map<?, ?> own) {
            own.forEach((name, link) -> links.put(String.valueOf(name), link));
        }
        links.put("base", shelf.environment().baseUrl().toString());
        json.put("_links", links);
        return json;
    }

    String web(Content page) {
        String kind = page.type() == ContentType.BLOGPOST ? "/blog/" : "/pages/";
        return "/spaces/" + encoded(page.spaceKey()) + kind + page.id() + "/" + encoded(page.title());
    }

    int position(Content content) {
        List<String> siblings = shelf.archive().store().all().stream()
                .filter(other ->
                        other.type() == content.type() && other.spaceKey().equals(content.spaceKey()))
                .filter(other -> Objects.equals(other.parentId(), content.parentId()))
                .map(Content::id)
                .toList();
        return siblings.indexOf(content.id());
    }

    static String author(Version version) {
        return User.accountId(version.by());
    }

    static String time(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }

    private Map<String, Object> pageLinks(Content content) {
        Map<String, Object> links = links("webui", web(content));
        links.put("editui", "/pages/resumedraft.action?draftId=" + content.id());
        links.put("tinyui", "/x/" + Long.toString(Long.parseLong(content.id()), 36));
        return links;
    }

    private static Map<String, Object> body(Content content, String format) {
        return switch (format) {
            case "" -> Map.of();
            case "storage", "editor" -> Map.of(format, representation(format, content.body()));
            case "styled_view" ->
                Map.of(
                        format,
                        representation(format, "<html><body>" + StorageFormat.view(content.body()) + "</body></html>"));
            default -> Map.of(format, representation(format, StorageFormat.view(content.body())));
        };
    }

    private static Map<String, Object> representation(String name, String value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("representation", name);
        json.put("value", value);
        return json;
    }

    private static String download(Content attachment, Content page) {
        return "/download/attachments/" + page.id() + "/"
                + encoded(attachment.title()).replace("+", "%20") + "?version="
                + attachment.current().number() + "&api=v2";
    }

    private static Map<String, Object> links(String name, String link) {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put(name, link);
        return links;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
