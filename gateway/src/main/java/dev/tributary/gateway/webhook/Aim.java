package dev.tributary.gateway.webhook;

import dev.tributary.gateway.config.WebhookConfig;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Finds the address that a message goes to, and refuses it where messages may not go. Blocking, thread-safe. */
public final class Aim {

    private final AddressPolicy policy;
    private final Resolver resolver;

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Resolver {

        /** Returns all of them. Blocks. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    Aim(AddressPolicy policy, Resolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    /** Returns what a configuration allows, by this machine's own name servers. */
    public static Aim of(WebhookConfig config) {
        return new Aim(new AddressPolicy(config.allowedNetworks(), Aim::isOwn), InetAddress::getAllByName);
    }

    /** What listens here must not be reached by a name that leads back. */
    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Returns why no message goes there; empty where one may. */
    public Optional<String> refusal(URI url) {
        try {
            at(url);
            return Optional.empty();
        } catch (UnknownHostException | NotPermitted e) {
            return Optional.of(words(url, e));
        }
    }

    /** Returns what is to say of a target to which nothing was sent. */
    static String words(URI url, Exception failure) {
        return failure instanceof UnknownHostException
                ? "its host " + url.getHost() + " is unknown"
                : String.valueOf(failure.getMessage());
    }

    /** Returns an address, all of whose host's are permitted. */
    InetAddress at(URI url) throws UnknownHostException, NotPermitted {
        List<InetAddress> all = List.of(resolver.resolve(host(url)));
        boolean safe = "https".equals(url.getScheme());
        for (InetAddress address : all) {
            if (safe ? !policy.permits(address) : !policy.isAllowed(address)) {
                throw new NotPermitted("its host " + url.getHost() + " is at " + address.getHostAddress()
                        + ", which messages may not be sent to" + (safe ? "" : " over http")
                        + " unless webhooks.allowedNetworks names that network");
            }
        }
        return all.get(0);
    }

    static String host(URI url) {
        return url.getHost().replace("[", "").replace("]", "");
    }

    /** An address to which nothing is sent. */
    static final class NotPermitted extends Exception {

        private static final long serialVersionUID = 1L;

        NotPermitted(String why) {
            super(why);
        }
    }
}
