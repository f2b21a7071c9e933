package dev.tributary.gateway.identity;

import dev.tributary.gateway.config.AddressRange;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds out where a request comes from. {@code X-Forwarded-For} is believed as far as servers in front have written it that
 * the configuration trusts: from its end backwards, up to the first address that is none of theirs.
 */
final class ClientAddress {

    private final List<AddressRange> trusted;

    ClientAddress(List<AddressRange> trusted) {
        this.trusted = trusted;
    }

    /** Returns the address; nothing where a trusted server says none, or none that can be read. */
    Optional<byte[]> of(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        Optional<byte[]> address = peer == null ? Optional.empty() : AddressRange.address(peer);
        return address.filter(this::isTrusted).isEmpty() ? address : forwarded(request);
    }

    /** Returns an address as people write it. */
    static String text(Optional<byte[]> address) {
        try {
            return address.isEmpty()
                    ? "unknown"
                    : InetAddress.getByAddress(address.get()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 octets.", e);
        }
    }

    private Optional<byte[]> forwarded(HttpServerRequest request) {
        List<String> hops = new ArrayList<>();
        request.headers().getAll("X-Forwarded-For").forEach(field -> hops.addAll(List.of(field.split(",", -1))));
        Collections.reverse(hops);
        for (String hop : hops) {
            Optional<byte[]> address = AddressRange.address(hop.strip());
            if (address.filter(this::isTrusted).isEmpty()) {
                return address;
            }
        }
        return Optional.empty();
    }

    private boolean isTrusted(byte[] address) {
        return trusted.stream().anyMatch(range -> range.has(address));
    }
}
