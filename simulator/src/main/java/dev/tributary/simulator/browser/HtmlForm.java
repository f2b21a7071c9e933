package dev.tributary.simulator.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A form of a page: where it goes and what it would send. It is read from plain HTML as a server writes it; scripts are not run.
 *
 * @param action where it is sent, as an absolute URI
 * @param method GET or POST
 * @param fields the fields with their values, buttons left out
 * @param buttons each button that has a name, as name and value
 */
public record HtmlForm(URI action, String method, Map<String, String> fields, List<Map.Entry<String, String>> buttons) {

    private static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern CONTROL = Pattern.compile("(?is)<(input|button|textarea|select)\\b([^>]*)>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?is)([a-z][a-z0-9_-]*)\\s*(?:=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+)))?");

    /** Returns the forms of the page in their order. */
    public static List<HtmlForm> all(String page, URI address) {
        List<HtmlForm> forms = new ArrayList<>();
        Matcher matcher = FORM.matcher(page);
        while (matcher.find()) {
            forms.add(read(attributes(matcher.group(1)), matcher.group(2), address));
        }
        return forms;
    }

    /** Returns the first form that has a field or button of that name. */
    public static Optional<HtmlForm> with(String name, String page, URI address) {
        return all(page, address).stream().filter(form -> form.has(name)).findFirst();
    }

    /** Tells whether there is a field or a button of that name. */
    public boolean has(String name) {
        return fields.containsKey(name)
                || buttons.stream().anyMatch(button -> button.getKey().equals(name));
    }

    /** Returns a copy in which the field has that value; a button counts as pressed. */
    public HtmlForm fill(String name, String value) {
        Map<String, String> filled = new LinkedHashMap<>(fields);
        filled.put(name, value);
        return new HtmlForm(action, method, filled, buttons);
    }

    /** Returns a copy with its first button pressed, if it has one with a name. */
    public HtmlForm pressed() {
        return buttons.stream()
                .filter(button -> !button.getKey().isEmpty())
                .findFirst()
                .map(button -> fill(button.getKey(), button.getValue()))
                .orElse(this);
    }

    /** Returns the fields as {@code application/x-www-form-urlencoded}. */
    public String encoded() {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HtmlForm read(Map<String, String> form, String content, URI address) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<Map.Entry<String, String>> buttons = new ArrayList<>();
        Matcher controls = CONTROL.matcher(content);
        while (controls.find()) {
            Map<String, String> control = attributes(controls.group(2));
            String name = control.getOrDefault("name", "");
            String value = control.getOrDefault("value", "");
            if (isButton(controls.group(1), control)) {
                buttons.add(Map.entry(name, value));
            } else if (!name.isEmpty() && isSent(control)) {
                fields.put(name, value);
            }
        }
        String action = form.getOrDefault("action", "");
        boolean post = form.getOrDefault("method", "get").equalsIgnoreCase("post");
        return new HtmlForm(
                action.isEmpty() ? address : address.resolve(action), post ? "POST" : "GET", fields, buttons);
    }

    private static boolean isButton(String element, Map<String, String> control) {
        return element.equalsIgnoreCase("button")
                || control.getOrDefault("type", "text").equalsIgnoreCase("submit");
    }

    private static boolean isSent(Map<String, String> control) {
        String type = control.getOrDefault("type", "text");
        boolean optional = type.equalsIgnoreCase("checkbox") || type.equalsIgnoreCase("radio");
        return !optional || control.containsKey("checked");
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        while (matcher.find()) {
            String value = Optional.ofNullable(matcher.group(2))
                    .or(() -> Optional.ofNullable(matcher.group(3)))
                    .or(() -> Optional.ofNullable(matcher.group(4)))
                    .orElse("");
            attributes.put(matcher.group(1).toLowerCase(Locale.ROOT), unescaped(value));
        }
        return attributes;
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&amp;", "&");
    }
}
