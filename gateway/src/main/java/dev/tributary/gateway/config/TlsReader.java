package dev.tributary.gateway.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code tls}. */
final class TlsReader {

    private static final Path NOTHING = Path.of("");

    private TlsReader() {}

    static @Nullable TlsConfig read(Reading reading, Section file, URI publicUrl) {
        Optional<Section> tls = file.section("tls");
        if (tls.isEmpty()) {
            return null;
        }
        if (!"https".equals(publicUrl.getScheme())) {
            file.fault("tls", "The publicUrl is http, which nobody reaches by TLS. Make it https, or take this out.");
        }
        TlsConfig read = new TlsConfig(
                tls.get().required("certificate", reading::readableFile, NOTHING),
                tls.get().required("key", reading::readableFile, NOTHING));
        tls.get().end();
        return read;
    }
}
