package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.Tributary;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.MemoryStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotifierTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();
    private final Notifier notifier = new Notifier((to, text) -> mails.add(to + ": " + text));
    private Tributary tributary;
    private Connection connection;

    /** Of several tokens, Confluence does not say which one was used; of one it does, so its end is known. */
    @BeforeEach
    void connect() {
        URI redirectUri = URI.create("http://localhost:8080/callback");
        ClientRegistration registration =
                new ClientRegistration("tributary", Secret.of("tributary-secret"), redirectUri, List.of());
        Site site = Site.dataCenter("wiki", confluence.baseUrl(), registration);
        tributary = notifier.listening(site, new MemoryStore(confluence.clock()));
        String made = confluence
                .personalTokens()
                .create(confluence.users().named("bob").orElseThrow(), "example", Duration.ofDays(20));
        connection = OtherWays.withPersonalToken(tributary, "robert", made);
    }

    @AfterEach
    void close() {
        tributary.close();
    }

    @Test
    void a_user_whose_connection_ends_within_a_month_is_reminded() throws InterruptedException {
        notifier.remind(tributary, confluence.clock().instant().minus(Duration.ofDays(11)));
        assertThat(mails).isEmpty();

        notifier.remind(tributary, confluence.clock().instant());

        assertThat(mails.poll(1, TimeUnit.MINUTES)).isEqualTo("robert: Connect to Confluence again soon.");
    }

    @Test
    void a_user_who_has_to_connect_again_is_told() throws InterruptedException {
        confluence.personalTokens().revoke(confluence.users().named("bob").orElseThrow(), 1);

        assertThatThrownBy(() -> tributary.confluence(connection).currentUser()).isInstanceOf(GrantEnded.class);

        assertThat(mails.poll(1, TimeUnit.MINUTES)).isEqualTo("robert: Connect to Confluence again.");
    }
}
