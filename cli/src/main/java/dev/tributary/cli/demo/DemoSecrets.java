package dev.tributary.cli.demo;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secrets of one run.
 *
 * @param appKey the portal's key at the gateway
 * @param clientSecret the gateway's secret at Confluence
 */
record DemoSecrets(String appKey, String clientSecret) {

    private static final int BYTES = 32;

    static DemoSecrets fresh() {
        SecureRandom random = new SecureRandom();
        return new DemoSecrets("trib_" + hex(random), hex(random));
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "DemoSecrets[redacted]";
    }

    private static String hex(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
