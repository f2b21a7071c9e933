package dev.tributary.benchmarks.proxy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connects users to Confluence through the gateway, as an application and a browser do together. Thread-safe. */
final class Journey {

    private static final String BACK = "http://localhost:8082/back";
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");
    private static final int AT_ONCE = 4;

    private final URI gateway;
    private final String key;
    private final HttpClient client = HttpClient.newHttpClient();

    Journey(URI gateway, String key) {
        this.gateway = gateway;
        this.key = key;
    }

    /** Connects one user. Throws {@link IllegalStateException} where the gateway did not do as it says. */
    void connect(String user) throws Exception {
        String asked = """
                {"user": "%s", "site": "wiki", "returnTo": "%s", "state": "a-state-of-the-benchmark"}""".formatted(user, BACK);
        URI link = URI.create(field(api("/v1/connect-links", asked), "url"));
        HttpResponse<String> page = send(HttpRequest.newBuilder(link));
        String cookie = cookie(page);
        URI consent = location(send(HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofString(form(page.body())))));
        URI callback = gateway.resolve("/callback/wiki?code=a-code&state=" + parameter(consent, "state"));
        URI back = location(send(HttpRequest.newBuilder(callback).header("Cookie", cookie)));
        api("/v1/connections", """
                {"connectionCode": "%s", "user": "%s"}""".formatted(parameter(back, "connection_code"), user));
    }

    /** Connects so many further users, {@code user-0} and so on. */
    void connectAll(int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String user = "user-" + i;
                all.add(threads.submit(() -> {
                    connect(user);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String api(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(
                    answer.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }

    private static String form(String page) {
        Matcher hidden = HIDDEN.matcher(page);
        List<String> fields = new ArrayList<>();
        while (hidden.find()) {
            fields.add(hidden.group(1) + "=" + hidden.group(2));
        }
        return String.join("&", fields);
    }

    private static String cookie(HttpResponse<?> answer) {
        return String.join(
                "; ",
                answer.headers().allValues("Set-Cookie").stream()
                        .map(set -> set.split(";", 2)[0])
                        .toList());
    }

    private static URI location(HttpResponse<?> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private static String parameter(URI uri, String name) {
        return Arrays.stream(uri.getRawQuery().split("&", -1))
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + name + " in " + uri));
    }

    private static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("There is no " + name + " in " + json);
        }
        return found.group(1);
    }
}
