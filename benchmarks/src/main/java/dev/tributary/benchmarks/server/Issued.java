package dev.tributary.benchmarks.server;

import org.jspecify.annotations.Nullable;

/**
 * What the server answered.
 *
 * @param accessToken the bearer token
 * @param refreshToken what renews it; absent where the one there was goes on
 */
public record Issued(String accessToken, @Nullable String refreshToken) {}
