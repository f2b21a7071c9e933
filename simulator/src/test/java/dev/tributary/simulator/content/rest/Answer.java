package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.http.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What came back, and what it answers. */
record Answer(String method, String path, int status, HttpResponse<String> response) {
    Answer withStatus(int other) {
        return new Answer(method, path, other, response);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    String body() {
        return response.body();
    }

    JsonNode json() {
        return Json.MAPPER.readTree(response.body());
    }

    /** The value at that JSON pointer as text; empty when there is none. */
    String at(String pointer) {
        return json().at(pointer).asString("");
    }

    /** The titles of a list's results. */
    List<String> titles() {
        return StreamSupport.stream(json().get("results").spliterator(), false)
                .map(each -> each.get("title").asString())
                .toList();
    }
}
