package dev.tributary.authorization;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads which sites a token opens. A site appears once for each of its products, and other products' sites are there as well,
 * so that only entries with a scope of Confluence count, and those with one id are one. Pure functions.
 *
 * @see <a href="https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/">Accessible resources</a>
 */
final class ResourcesAnswer {

    private static final int MOST = 500;
    private static final int LONGEST = 255;
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ResourcesAnswer() {}

    /** Returns the sites in the order in which they were named. Throws {@link Unavailable} where the answer is none. */
    static List<CloudSite> read(Site site, Cloud cloud, HttpAnswer answer) {
        JsonNode list = list(answer)
                .orElseThrow(() -> new Unavailable(
                        "Asked which sites a token opens, Atlassian answered site '%s' with status %d and no list."
                                .formatted(site.id(), answer.status()),
                        LATER,
                        null));
        Map<String, CloudSite> byId = new LinkedHashMap<>();
        list.valueStream()
                .limit(MOST)
                .filter(ResourcesAnswer::isConfluence)
                .map(entry -> cloudSite(entry, cloud))
                .flatMap(Optional::stream)
                .forEach(found -> byId.putIfAbsent(found.id(), found));
        return List.copyOf(byId.values());
    }

    private static Optional<JsonNode> list(HttpAnswer answer) {
        try {
            return answer.status() == 200
                    ? Optional.of(JSON.readTree(answer.body().bytes())).filter(JsonNode::isArray)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Classic scopes of Confluence name it in the middle, granular ones at the end. */
    private static boolean isConfluence(JsonNode entry) {
        return entry.path("scopes")
                .valueStream()
                .map(scope -> scope.asString(""))
                .anyMatch(scope -> scope.contains("confluence"));
    }

    private static Optional<CloudSite> cloudSite(JsonNode entry, Cloud cloud) {
        String id = entry.path("id").asString("");
        String name = entry.path("name").asString("");
        try {
            URI url = URI.create(entry.path("url").asString(""));
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            boolean sound = web && url.getHost() != null && !name.isBlank() && name.length() <= LONGEST;
            cloud.origin(id);
            return sound ? Optional.of(new CloudSite(id, withoutSlash(url), name)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static URI withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }
}
