package dev.tributary.deployment;

import java.net.URI;

final class BaseUrls {

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
