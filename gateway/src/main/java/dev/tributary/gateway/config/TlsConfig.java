package dev.tributary.gateway.config;

import java.nio.file.Path;

/**
 * Where the gateway's own certificate is. Both files are looked at again while it runs.
 *
 * @param certificate the certificate and those of the authorities up to the root, in PEM
 * @param key its private key in PEM, not encrypted, which only the gateway's user may read
 */
public record TlsConfig(Path certificate, Path key) {}
