package dev.tributary.gateway.webhook;

import dev.tributary.gateway.config.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides to which addresses messages may go: to those that the public internet knows, and to networks that the configuration
 * allows. All else could be made to mean something within the operator's network, which a target's owner must not reach through
 * the gateway. The ranges are those of IANA's registries of special-purpose addresses.
 */
final class AddressPolicy {

    private static final List<AddressRange> SPECIAL = Stream.of(
                    // This host, private, shared between providers, loopback, link-local.
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    // Protocol assignments, documentation, relays to IPv6, benchmarks.
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    // Multicast, reserved, broadcast.
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Teredo and its neighbours, documentation, 6to4.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(AddressRange::of)
            .toList();

    /** Of IPv6 all else is loopback, link-local, unique local, multicast, mapped, translated or not given out. */
    private static final AddressRange GLOBAL_SIX = AddressRange.of("2000::/3");

    private static final int SIX = 16;

    private final List<AddressRange> allowed;
    private final Predicate<InetAddress> own;

    /** Takes the networks that are allowed all the same, and what knows this machine's own addresses. */
    AddressPolicy(List<AddressRange> allowed, Predicate<InetAddress> own) {
        this.allowed = allowed;
        this.own = own;
    }

    /** Says whether messages may go there. */
    boolean permits(InetAddress address) {
        return isAllowed(address) || (isPublic(address.getAddress()) && !own.test(address));
    }

    /** Says whether the configuration names it. */
    boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.has(address.getAddress()));
    }

    private static boolean isPublic(byte[] address) {
        boolean given = address.length != SIX || GLOBAL_SIX.has(address);
        return given && SPECIAL.stream().noneMatch(range -> range.has(address));
    }
}
