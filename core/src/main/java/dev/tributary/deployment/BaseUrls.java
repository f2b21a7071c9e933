package dev.tributary.deployment;

import java.net.URI;
import java.util.regex.Pattern;

final class BaseUrls {

    /** Narrow, since what matches is shown, and a secret may stand at the wrong place. */
    private static final Pattern WITHOUT_SCHEME = Pattern.compile(
            "(localhost|([a-z0-9-]{1,63}\\.)+[a-z]{2,24}|\\d{1,3}(\\.\\d{1,3}){3})(:\\d{1,5})?(/[\\w.~/-]*)?",
            Pattern.CASE_INSENSITIVE);

    private BaseUrls() {}

    /** Returns scheme, host and port of an address, as its base URL. */
    static URI originOf(URI address) {
        return canonical(URI.create(address.getScheme() + "://" + address.getRawAuthority()));
    }

    static URI canonical(URI url) {
        return canonical(url, "The base URL", "https://wiki.example.com");
    }

    /** Names what it is, and an example, where it is wrong. */
    static URI canonical(URI url, String what, String example) {
        if (WITHOUT_SCHEME.matcher(url.toString()).matches()) {
            throw new IllegalArgumentException("%s must be absolute: write https://%s.".formatted(what, url));
        }
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "%s must be absolute: begin with https:// or http://, and have a host, such as %s, and neither user nor password in it."
                            .formatted(what, example));
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(what + " must have no query and no fragment.");
        }
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }
}
