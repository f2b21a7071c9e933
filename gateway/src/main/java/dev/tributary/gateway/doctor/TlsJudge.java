package dev.tributary.gateway.doctor;

import dev.tributary.model.Misconfigured;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges the gateway's own certificate. */
final class TlsJudge {

    private static final String SETTING = "tls.certificate";
    private static final String WHY = "Browsers and applications refuse to talk to the gateway.";
    private static final Duration SOON = Duration.ofDays(30);
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private TlsJudge() {}

    static Judgement unusable(Misconfigured failure) {
        return Judgement.of("unusable", Words.error(failure, "'tributary serve' does not start with it."));
    }

    static Judgement judge(List<X509Certificate> chain, URI publicUrl, Instant now) {
        X509Certificate own = chain.get(0);
        List<Advice> advice = Stream.of(time(chain, now), name(own, publicUrl.getHost()))
                .flatMap(Optional::stream)
                .toList();
        return Judgement.of("until " + own.getNotAfter().toInstant(), advice);
    }

    private static Optional<Advice> time(List<X509Certificate> chain, Instant now) {
        Instant begin = chain.get(0).getNotBefore().toInstant();
        Instant end = chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
        if (now.isBefore(begin)) {
            return Optional.of(Advice.error(
                    SETTING,
                    "The gateway's certificate is not valid before " + begin + ".",
                    WHY,
                    "Look at the clock of this machine, or put a certificate in place that is valid already."));
        }
        if (!now.isBefore(end)) {
            return Optional.of(Advice.error(
                    SETTING,
                    "The gateway's certificate, or one of its authorities', has expired on " + end + ".",
                    WHY,
                    "Put a new one in place. The gateway takes it without a restart."));
        }
        return now.plus(SOON).isBefore(end)
                ? Optional.empty()
                : Optional.of(Advice.warning(
                        SETTING,
                        "The gateway's certificate, or one of its authorities', expires on " + end + ".",
                        WHY,
                        "Have it renewed, and see why that does not happen by itself. The gateway takes a new one without a"
                                + " restart."));
    }

    /** A server in front may go by another name to the gateway than the world does. */
    private static Optional<Advice> name(X509Certificate own, String host) {
        return names(own).anyMatch(name -> covers(name, host))
                ? Optional.empty()
                : Optional.of(Advice.warning(
                        SETTING,
                        "The gateway's certificate is not for " + host + ", the host of publicUrl.",
                        WHY + " Only a server in front may know it by another name.",
                        "Have one issued for " + host + " as a subject alternative name, or correct publicUrl."));
    }

    private static Stream<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Stream.empty()
                    : names.stream()
                            .filter(name -> List.of(DNS, ADDRESS).contains(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
        } catch (CertificateParsingException e) {
            return Stream.empty();
        }
    }

    private static boolean covers(String name, String host) {
        String wanted = host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
        int dot = wanted.indexOf('.');
        return name.equals(wanted) || (dot > 0 && name.equals("*" + wanted.substring(dot)));
    }
}
