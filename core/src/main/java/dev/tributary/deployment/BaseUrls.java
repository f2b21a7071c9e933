package dev.tributary.deployment;

import java.net.URI;

final class BaseUrls {

    private BaseUrls() {}

    /** Returns scheme, host and port of an address, as its base URL. */
    static URI originOf(URI address) {
        return canonical(URI.create(address.getScheme() + "://" + address.getRawAuthority()));
    }

    static URI canonical(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The base URL must be absolute: begin with https:// or http://, and have a host, such as"
                            + " https://wiki.example.com, and neither user nor password in it.");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("The base URL must have no query and no fragment.");
        }
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }
}
