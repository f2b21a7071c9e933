package dev.tributary.simulator.content.rest;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.whitelist.ValidationErrorsWhitelist;
import com.atlassian.oai.validator.whitelist.rule.WhitelistRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Atlassian's published description of the REST surface, which lies beside the repository and not in it. */
final class Specification {
    private static final Path LOCATION = Path.of("shared", "openapi", "confluence-dc-10.0.3.json");
    private static final Optional<OpenApiInteractionValidator> VALIDATOR = locate().map(Specification::validator);

    private Specification() {}

    /** Whether the description is there. */
    static boolean isPresent() {
        return VALIDATOR.isPresent();
    }

    /** What of the answer contradicts the description; empty when nothing does, or when there is no description. */
    static String contradictions(Answer answer) {
        return VALIDATOR.map(validator -> validate(validator, answer)).orElse("");
    }

    private static String validate(OpenApiInteractionValidator validator, Answer answer) {
        if (!isDescribed(answer)) {
            return "";
        }
        String path = answer.path().replaceFirst("\\?.*", "");
        String found = errors(validator, answer.method(), path, answer);
        boolean unlisted = answer.status() >= 400 && found.startsWith("validation.response.status.unknown");
        return unlisted ? errors(validator, "GET", "/rest/api/space/ANY", answer.withStatus(404)) : found;
    }

    /** Downloads and the pages of XSRF and rate limits are outside the specification. */
    private static boolean isDescribed(Answer answer) {
        boolean page = answer.status() >= 400 && answer.header("Content-Type").startsWith("text/html");
        boolean download = answer.path().contains("/download");
        return answer.path().startsWith(Links.API) && !page && !download;
    }

    private static String errors(OpenApiInteractionValidator validator, String method, String path, Answer answer) {
        SimpleResponse.Builder response = new SimpleResponse.Builder(describedStatus(method, path, answer.status()));
        if (!answer.body().isEmpty()) {
            response.withContentType(answer.header("Content-Type")).withBody(answer.body());
        }
        return validator.validateResponse(path, Method.valueOf(method), response.build()).getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage())
                .collect(Collectors.joining("\n"));
    }

    /** The specification files the list of attachments under 201; real servers answer 200. */
    private static int describedStatus(String method, String path, int status) {
        return method.equals("GET") && path.endsWith("/child/attachment") && status == 200 ? 201 : status;
    }

    private static OpenApiInteractionValidator validator(Path description) {
        LevelResolver levels = LevelResolver.create()
                .withLevel("validation.response.body.schema.additionalProperties", Level.WARN)
                .build();
        return OpenApiInteractionValidator.createFor(description.toString())
                .withBasePathOverride("/")
                .withLevelResolver(levels)
                .withWhitelist(ValidationErrorsWhitelist.create()
                        .withRule(
                                "An error's list of reasons is an object in the specification and an array on the wire",
                                WhitelistRules.messageContainsSubstring("[Path '/data/errors']")))
                .build();
    }

    private static Optional<Path> locate() {
        return Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                .map(above -> above.resolve(LOCATION))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
