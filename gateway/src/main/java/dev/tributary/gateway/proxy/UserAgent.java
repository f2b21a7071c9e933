package dev.tributary.gateway.proxy;

/** How the gateway names itself. Confluence refuses a POST of whoever calls itself {@code Mozilla}. */
final class UserAgent {

    static final String VALUE = "Tributary/" + version();

    private UserAgent() {}

    private static String version() {
        String version = UserAgent.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
