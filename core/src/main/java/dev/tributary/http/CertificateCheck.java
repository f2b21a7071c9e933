package dev.tributary.http;

import dev.tributary.http.TransportException.Kind;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.Date;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Refuses what the platform's check refuses, and says why: whom one would have to trust, or what else is wrong. */
final class CertificateCheck extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager check;

    CertificateCheck(X509ExtendedTrustManager check) {
        this.check = check;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            check.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException refused) {
            throw explain(new ServerChain(chain), refused, isGoodForAnotherHost(chain, authType));
        }
    }

    /** This form of the check knows no host. */
    private boolean isGoodForAnotherHost(X509Certificate[] chain, String authType) {
        try {
            check.checkServerTrusted(chain, authType);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static Distrust explain(ServerChain chain, CertificateException refused, boolean forAnotherHost) {
        if (forAnotherHost) {
            return new Distrust(
                    Kind.UNFIT,
                    "is for %s. Correct the host name in baseUrl, or have the certificate issued anew."
                            .formatted(chain.hosts()),
                    refused);
        }
        if (Causes.has(refused, CertificateExpiredException.class)) {
            return new Distrust(
                    Kind.UNFIT,
                    "ended on %s. Have it renewed where that server runs, and check this machine's clock."
                            .formatted(day(chain.until())),
                    refused);
        }
        if (Causes.has(refused, CertificateNotYetValidException.class)) {
            return new Distrust(
                    Kind.UNFIT,
                    "begins on %s. Check this machine's clock, or have the certificate issued anew."
                            .formatted(day(chain.from())),
                    refused);
        }
        return new Distrust(Kind.UNTRUSTED, chain.isSelfSigned() ? selfSigned(chain) : unknownIssuer(chain), refused);
    }

    private static String selfSigned(ServerChain chain) {
        return "is self-signed ('%s'). If that is the right server, set caBundle to a PEM file with this very certificate."
                .formatted(chain.subject());
    }

    private static String unknownIssuer(ServerChain chain) {
        return "was issued by '%s', whom nobody here trusts. Set caBundle to a PEM file with that authority's certificate."
                .formatted(chain.issuer());
    }

    private static String day(Date date) {
        return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return check.getAcceptedIssuers();
    }
}
