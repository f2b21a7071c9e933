package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.tributary.gateway.config.Running.LogForm;
import dev.tributary.model.Secret;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLogsTest {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("CONSOLE");
    private final Encoder<ILoggingEvent> before = console.getEncoder();

    @BeforeEach
    void begin() {
        JsonLogs.begin(LogForm.JSON);
    }

    @AfterEach
    void restore() {
        console.setEncoder(before);
    }

    @Test
    void each_event_is_one_line_with_one_object() {
        String line = written("GET {} {}\nforged", new Object[] {"/sites/wiki", 200}, null);

        assertThat(line).endsWith("\n").containsOnlyOnce("\n");
        JsonNode event = JsonMapper.builder().build().readTree(line);
        assertThat(event.path("level").asString()).isEqualTo("INFO");
        assertThat(event.path("loggerName").asString()).isEqualTo("dev.tributary.gateway.access");
        assertThat(event.path("formattedMessage").asString()).isEqualTo("GET /sites/wiki 200\nforged");
        assertThat(event.path("timestamp").isIntegralNumber()).isTrue();
    }

    @Test
    void what_failed_is_in_the_same_line() {
        String line = written("It failed.", new Object[] {}, new IllegalStateException("Why\nit did"));

        assertThat(line).containsOnlyOnce("\n");
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(line)
                        .path("throwable")
                        .path("message")
                        .asString())
                .isEqualTo("Why\nit did");
    }

    @Test
    void a_secret_has_no_string_form_there_either() {
        String secret = "secret-of-the-" + "gateway";

        assertThat(written("Shown {}", new Object[] {Secret.of(secret)}, null)).doesNotContain(secret);
    }

    @Test
    void text_stays_as_it_is() {
        restore();

        JsonLogs.begin(LogForm.TEXT);

        assertThat(console.getEncoder()).isSameAs(before);
    }

    private String written(String message, Object[] arguments, @Nullable Throwable thrown) {
        assertThat(console.getEncoder()).isInstanceOf(JsonEncoder.class);
        LoggingEvent event = new LoggingEvent(
                "test", context.getLogger("dev.tributary.gateway.access"), Level.INFO, message, thrown, arguments);
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
