package dev.tributary.gateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike, as {@code 10.0.0.0/8} and {@code 2001:db8::/32} say it; without a length, one address
 * (RFC 4632 section 3.1, RFC 4291 section 2.3). Names are never looked up.
 */
public final class AddressRange {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern FOUR = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern SIX = Pattern.compile("(?=[^:]*:[^:]*:)[0-9a-fA-F:]{2,39}(?:" + FOUR.pattern() + ")?");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    private final byte[] network;
    private final int length;

    private AddressRange(byte[] network, int length) {
        this.network = network;
        this.length = length;
    }

    /** Returns the range that is written so. Throws {@link IllegalArgumentException} saying what is wrong. */
    public static AddressRange of(String text) {
        return read(text);
    }

    static AddressRange read(String text) {
        int slash = text.indexOf('/');
        byte[] network = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Write an address or a range of them, such as 10.1.2.3, 10.0.0.0/8 or 2001:db8::/32."));
        int length = slash < 0 ? network.length * Byte.SIZE : length(text.substring(slash + 1), network);
        if (!Arrays.equals(network, masked(network, length))) {
            throw new IllegalArgumentException(
                    "The address has bits beyond the length of its range. Set those to zero, or write a longer length.");
        }
        return new AddressRange(network, length);
    }

    private static int length(String text, byte[] network) {
        int most = network.length * Byte.SIZE;
        if (!LENGTH.matcher(text).matches() || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("After the slash comes a length of 0 to " + most + ".");
        }
        return Integer.parseInt(text);
    }

    /** Returns the octets of an address in its usual form; nothing for any other text, such as a name or a zone. */
    public static Optional<byte[]> address(String text) {
        if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** Says whether an address, as {@link #address} reads it, lies within. */
    public boolean has(byte[] address) {
        return address.length == network.length && Arrays.equals(network, masked(address, length));
    }

    private static byte[] masked(byte[] address, int length) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            int bits = Math.max(0, Math.min(Byte.SIZE, length - i * Byte.SIZE));
            masked[i] = (byte) (address[i] & (0xFF << (Byte.SIZE - bits)));
        }
        return masked;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange that && length == that.length && Arrays.equals(network, that.network);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(network) * 31 + length;
    }
}
