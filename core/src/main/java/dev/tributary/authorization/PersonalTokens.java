package dev.tributary.authorization;

import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is known about personal access tokens of Confluence. Pure functions. */
final class PersonalTokens {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/=-]{8,1024}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Zones come as {@code Z}, {@code +02:00} or {@code +0200}, depending on version and server. */
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private PersonalTokens() {}

    /** Says whether a value can be a bearer token (RFC 6750 section 2.1): anything else could forge a header. */
    static boolean isBearerToken(Secret value) {
        return FORM.matcher(value.reveal()).matches();
    }

    /** Returns the end of the only token in a list; with several nobody can tell which one was sent. */
    static Optional<Instant> onlyExpiry(HttpAnswer list) {
        if (list.status() != 200) {
            return Optional.empty();
        }
        try {
            JsonNode tokens = JSON.readTree(list.body().bytes());
            return tokens.isArray() && tokens.size() == 1
                    ? tokens.path(0).path("expiringAt").asStringOpt().flatMap(PersonalTokens::instant)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DATE.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
