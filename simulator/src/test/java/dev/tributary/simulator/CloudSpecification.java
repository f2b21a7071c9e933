package dev.tributary.simulator;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Atlassian's published descriptions of both versions of Cloud's REST surface, which lie beside the repository and not in it. */
final class CloudSpecification {

    private static final String V2 = "/wiki/api/v2";

    /** Single objects have the links of two descriptions, of which the validator takes one. */
    private static final String LINKS = "[Path '/_links'] Object instance has properties which are not allowed";

    /** What is gone is described no more. */
    private static final String UNDESCRIBED = "validation.request.path.missing";

    private static final Optional<Path> FIRST = locate("confluence-cloud-v1.json");
    private static final Optional<Path> SECOND = locate("confluence-cloud-v2.json");
    private static final Optional<OpenApiInteractionValidator> VERSION_1 =
            FIRST.map(file -> validator(file, "/", Level.WARN));
    private static final Optional<OpenApiInteractionValidator> VERSION_2 =
            SECOND.map(file -> validator(file, V2, Level.ERROR));

    private CloudSpecification() {}

    /** Version 1, if it is there. */
    static Optional<Path> first() {
        return FIRST;
    }

    /** Version 2, if it is there. */
    static Optional<Path> second() {
        return SECOND;
    }

    /** What of the answer contradicts the description; empty when nothing does, or when there is no description. */
    static String contradictions(String method, String pathAndQuery, Answer answer) {
        String path = pathAndQuery.replaceFirst("\\?.*", "");
        return (path.startsWith(V2) ? VERSION_2 : VERSION_1)
                .map(validator -> validate(validator, method, path, answer))
                .orElse("");
    }

    private static String validate(OpenApiInteractionValidator validator, String method, String path, Answer answer) {
        SimpleResponse.Builder response = new SimpleResponse.Builder(answer.status());
        if (!answer.body().isEmpty()) {
            response.withContentType(answer.header("Content-Type")).withBody(answer.body());
        }
        return validator.validateResponse(path, Method.valueOf(method), response.build()).getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .filter(message -> !message.getMessage().startsWith(LINKS))
                .filter(message -> path.startsWith(V2) || !message.getKey().equals(UNDESCRIBED))
                .map(message -> message.getKey() + ": " + message.getMessage())
                .collect(Collectors.joining("\n"));
    }

    /** Real answers of version 1 have more than its description lists; version 2 is described wholly. */
    private static OpenApiInteractionValidator validator(Path description, String basePath, Level unlisted) {
        LevelResolver levels = LevelResolver.create()
                .withLevel("validation.response.body.schema.additionalProperties", unlisted)
                .build();
        return OpenApiInteractionValidator.createFor(description.toString())
                .withBasePathOverride(basePath)
                .withLevelResolver(levels)
                .withResolveCombinators(true)
                .build();
    }

    private static Optional<Path> locate(String name) {
        return Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                .map(above -> above.resolve(Path.of("shared", "openapi", name)))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
