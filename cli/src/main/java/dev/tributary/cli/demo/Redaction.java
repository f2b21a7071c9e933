package dev.tributary.cli.demo;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests fit to print: a parameter's value is shown only if its name is known to be harmless. */
final class Redaction {

    private static final String HIDDEN = "…";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> HARMLESS = Set.of(
            "audience",
            "client_id",
            "code_challenge_method",
            "cql",
            "decision",
            "error",
            "expand",
            "grant_type",
            "limit",
            "os_username",
            "prompt",
            "redirect_uri",
            "response_type",
            "scope",
            "site",
            "sort",
            "start",
            "token_type_hint",
            "type",
            "user");

    private Redaction() {}

    /** Returns path and query, with the secret at the end of a connect link hidden as well. */
    static String of(URI uri) {
        String path = uri.getRawPath().replaceFirst("^(/(?:connect|choose)/).+", "$1" + HIDDEN);
        return uri.getRawQuery() == null ? path : path + "?" + parameters(uri.getRawQuery(), "&");
    }

    /** Returns the parameters of a form, or of a token request in JSON; nothing for another body. */
    static String ofBody(String contentType, String body) {
        if (contentType.startsWith("application/x-www-form-urlencoded")) {
            return parameters(body, " ");
        }
        return contentType.startsWith("application/json") && body.contains("\"grant_type\"") ? members(body) : "";
    }

    private static String members(String json) {
        return JSON.readTree(json).properties().stream()
                .map(member ->
                        parameter(member.getKey() + "=" + member.getValue().asString("")))
                .collect(Collectors.joining(" "));
    }

    private static String parameters(String encoded, String separator) {
        return Arrays.stream(encoded.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .map(Redaction::parameter)
                .collect(Collectors.joining(separator));
    }

    private static String parameter(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        return HARMLESS.contains(name) ? parameter : name + "=" + HIDDEN;
    }
}
