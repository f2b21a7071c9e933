package dev.tributary.simulator;

import dev.tributary.simulator.http.Json;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** An answer of the simulator, read in full. */
record Answer(HttpResponse<String> response) {

    int status() {
        return response.statusCode();
    }

    String body() {
        return response.body();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
        return Json.MAPPER.readTree(body());
    }

    String text(String field) {
        return json().path(field).asString("");
    }
}
