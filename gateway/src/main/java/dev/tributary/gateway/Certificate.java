package dev.tributary.gateway;

import dev.tributary.gateway.config.TlsConfig;
import dev.tributary.gateway.http.Listener;
import dev.tributary.gateway.http.TlsFiles;
import dev.tributary.model.Misconfigured;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's own certificate, which is renewed by others while it runs: its files are read again every few seconds. */
final class Certificate {

    private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Loops loops;
    private final TlsFiles files;
    private TlsFiles.Read current;
    private String trouble = "";

    private Certificate(Loops loops, TlsFiles files) {
        this.loops = loops;
        this.files = files;
        this.current = files.read();
    }

    /** Reads it where there is to be one. Blocks. Throws {@link Misconfigured} where it cannot be used. */
    static Optional<Certificate> of(Loops loops, @Nullable TlsConfig tls) {
        return Optional.ofNullable(tls)
                .map(files -> new Certificate(loops, new TlsFiles(files.certificate(), files.key())));
    }

    /** Returns the certificates that a gateway would show. Blocks. Throws {@link Misconfigured} where it could not. */
    static List<X509Certificate> chain(TlsConfig tls) {
        return new TlsFiles(tls.certificate(), tls.key()).read().chain();
    }

    TlsFiles.Read current() {
        return current;
    }

    /** Gives a listener what the files have from now on, until Vert.x is closed. One that cannot be used leaves the old one. */
    void follow(Listener listener) {
        loops.vertx()
                .setTimer(
                        PAUSE.toMillis(),
                        timer -> loops.workers()
                                .executeBlocking(this::changed, false)
                                .compose(changed -> listener.renew(changed.map(TlsFiles.Read::pem)))
                                .onFailure(failure ->
                                        LOG.warn("The new certificate could not be taken: {}", failure.getMessage()))
                                .onComplete(done -> follow(listener)));
    }

    private synchronized Optional<TlsFiles.Read> changed() {
        try {
            TlsFiles.Read now = files.read();
            trouble = "";
            if (now.isSameAs(current)) {
                return Optional.empty();
            }
            current = now;
            LOG.info(
                    "The gateway has a new certificate, until {}.",
                    now.chain().get(0).getNotAfter().toInstant());
            return Optional.of(now);
        } catch (Misconfigured e) {
            if (!trouble.equals(e.getMessage())) {
                trouble = String.valueOf(e.getMessage());
                LOG.warn("The gateway goes on with the certificate that it has. {}", trouble);
            }
            return Optional.empty();
        }
    }
}
