package dev.tributary.http;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates that a server sent: its own first, the others in any order. It may send what it likes, so every name is made
 * printable and nothing is followed further than there are certificates.
 */
final class ServerChain {

    private static final int LONGEST = 200;
    private static final int MOST_HOSTS = 5;

    /** The kinds of names in a certificate that are host names and IP addresses (RFC 5280 section 4.2.1.6). */
    private static final Set<Object> HOST_KINDS = Set.of(2, 7);

    private final List<X509Certificate> certificates;

    ServerChain(X509Certificate[] certificates) {
        this.certificates = List.of(certificates);
    }

    String subject() {
        return printable(own().getSubjectX500Principal().getName());
    }

    /** Returns the hosts that the server's own certificate is for, quoted; its subject where it names none. */
    String hosts() {
        String hosts =
                hostNames().limit(MOST_HOSTS).map(host -> "'" + host + "'").collect(Collectors.joining(", "));
        return hosts.isEmpty() ? "'" + subject() + "'" : hosts;
    }

    /** Returns the authority that the chain ends at. */
    String issuer() {
        X500Principal issuer = own().getIssuerX500Principal();
        for (int step = 1; step < certificates.size(); step++) {
            issuer = issuerOf(issuer);
        }
        return printable(issuer.getName());
    }

    boolean isSelfSigned() {
        try {
            own().verify(own().getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Returns when the first of them ends. */
    Date until() {
        return certificates.stream()
                .map(X509Certificate::getNotAfter)
                .min(Date::compareTo)
                .orElseThrow();
    }

    /** Returns when the last of them begins. */
    Date from() {
        return certificates.stream()
                .map(X509Certificate::getNotBefore)
                .max(Date::compareTo)
                .orElseThrow();
    }

    private X509Certificate own() {
        return certificates.get(0);
    }

    private X500Principal issuerOf(X500Principal subject) {
        return certificates.stream()
                .filter(certificate -> certificate.getSubjectX500Principal().equals(subject))
                .map(X509Certificate::getIssuerX500Principal)
                .findFirst()
                .orElse(subject);
    }

    private Stream<String> hostNames() {
        try {
            return Stream.ofNullable(own().getSubjectAlternativeNames())
                    .flatMap(Collection::stream)
                    .filter(name -> HOST_KINDS.contains(name.get(0)))
                    .map(name -> printable(String.valueOf(name.get(1))));
        } catch (CertificateParsingException e) {
            return Stream.empty();
        }
    }

    /** Nothing in a name may break a line, move a cursor or turn the text around. */
    private static String printable(String name) {
        String text = name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
