package dev.tributary.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.config.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C33")
class AddressPolicyTest {

    private final AddressPolicy policy = new AddressPolicy(List.of(), address -> false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:0:7f00:1::1",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "5f00::1"
            })
    void nothing_is_sent_to_what_the_internet_does_not_know(String address) throws UnknownHostException {
        assertThat(policy.permits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.0.0.1", "128.0.0.1",
                "169.253.1.1", "172.15.0.1", "172.32.0.1", "192.0.1.1", "192.167.0.1", "198.17.0.1", "198.20.0.1",
                "223.255.255.1", "::ffff:1.1.1.1", "2001:200::1", "2003::1", "2606:4700::1111", "2a00:1450::1"
            })
    void what_the_internet_knows_is_sent_to(String address) throws UnknownHostException {
        assertThat(policy.permits(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void a_network_that_is_allowed_is_sent_to_and_its_neighbours_are_not() throws UnknownHostException {
        AddressPolicy inside = new AddressPolicy(List.of(AddressRange.of("10.1.0.0/16")), address -> false);

        assertThat(inside.permits(InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(inside.permits(InetAddress.getByName("::ffff:10.1.2.3"))).isTrue();
        assertThat(inside.permits(InetAddress.getByName("10.2.0.1"))).isFalse();
        assertThat(inside.isAllowed(InetAddress.getByName("1.1.1.1"))).isFalse();
    }

    @Test
    void what_listens_here_is_not_sent_to_under_its_public_address() throws UnknownHostException {
        InetAddress here = InetAddress.getByName("1.2.3.4");
        AddressPolicy atHome = new AddressPolicy(List.of(), here::equals);

        assertThat(atHome.permits(here)).isFalse();
        assertThat(new AddressPolicy(List.of(AddressRange.of("1.2.3.4")), here::equals).permits(here))
                .isTrue();
    }
}
