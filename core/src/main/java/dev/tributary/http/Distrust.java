package dev.tributary.http;

import dev.tributary.http.TransportException.Kind;
import java.security.cert.CertificateException;

/** A server's certificate was refused; the message continues "The certificate of that server". */
final class Distrust extends CertificateException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    Distrust(Kind kind, String why, CertificateException refused) {
        super(why, refused);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
