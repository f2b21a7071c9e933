package dev.tributary.simulator.content.rest;

import tools.jackson.databind.JsonNode;

/** One property of a piece of content: a value that an application keeps with it. */
record Property(String key, JsonNode value, int version) {}
