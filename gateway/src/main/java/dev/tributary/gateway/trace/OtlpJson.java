package dev.tributary.gateway.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Spans in the JSON of OTLP: identifiers in hexadecimal digits, enumerations as numbers, 64-bit numbers as strings. */
final class OtlpJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OtlpJson() {}

    static String of(Collection<SpanData> spans) {
        Map<Resource, List<SpanData>> byResource = spans.stream().collect(Collectors.groupingBy(SpanData::getResource));
        List<Object> all = new ArrayList<>();
        byResource.forEach((resource, theirs) -> all.add(Map.of(
                "resource",
                Map.of("attributes", attributes(resource.getAttributes())),
                "scopeSpans",
                List.of(Map.of(
                        "scope",
                        Map.of(
                                "name",
                                theirs.get(0).getInstrumentationScopeInfo().getName()),
                        "spans",
                        theirs.stream().map(OtlpJson::span).toList())))));
        return JSON.writeValueAsString(Map.of("resourceSpans", all));
    }

    private static Map<String, Object> span(SpanData span) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("traceId", span.getTraceId());
        members.put("spanId", span.getSpanId());
        if (span.getParentSpanContext().isValid()) {
            members.put("parentSpanId", span.getParentSpanId());
        }
        members.put("name", span.getName());
        members.put("kind", kind(span.getKind()));
        members.put("startTimeUnixNano", Long.toString(span.getStartEpochNanos()));
        members.put("endTimeUnixNano", Long.toString(span.getEndEpochNanos()));
        members.put("attributes", attributes(span.getAttributes()));
        members.put("status", span.getStatus().getStatusCode() == StatusCode.ERROR ? Map.of("code", 2) : Map.of());
        return members;
    }

    private static int kind(SpanKind kind) {
        return switch (kind) {
            case INTERNAL -> 1;
            case SERVER -> 2;
            case CLIENT -> 3;
            case PRODUCER -> 4;
            case CONSUMER -> 5;
        };
    }

    private static List<Object> attributes(Attributes attributes) {
        List<Object> all = new ArrayList<>();
        attributes.forEach((key, value) -> all.add(Map.of("key", key.getKey(), "value", value(value))));
        return all;
    }

    private static Map<String, Object> value(Object value) {
        return value instanceof Long number
                ? Map.of("intValue", number.toString())
                : Map.of("stringValue", value.toString());
    }
}
