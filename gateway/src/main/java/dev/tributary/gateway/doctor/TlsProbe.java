package dev.tributary.gateway.doctor;

import java.security.cert.X509Certificate;
import java.util.List;

/** Reads the gateway's own certificate. */
@FunctionalInterface
public interface TlsProbe {

    /**
     * Returns the certificate and those of its authorities, its own first. Blocks, and throws {@link
     * dev.tributary.model.Misconfigured} with what is wrong and what to do where the gateway could not use it.
     */
    List<X509Certificate> look();
}
