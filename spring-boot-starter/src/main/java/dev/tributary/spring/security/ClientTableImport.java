package dev.tributary.spring.security;

import dev.tributary.authorization.Connections;
import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.Owner;
import dev.tributary.model.RateLimited;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.spring.security.ImportReport.Left;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the clients that Spring Security kept in its table {@code oauth2_authorized_client} into encrypted connections. It deletes
 * nothing, spends no refresh token, and never replaces a connection that is newer than its row or was ended. Whatever it was stopped by, it
 * is run again and goes on: rows that were taken are left then. Afterwards delete the table: its tokens are in clear text, and whoever
 * spends one of its refresh tokens ends the grant.
 *
 * <p>Confluence is asked whose a token is, so that a row costs a request there. Where the access token is over, its account is asked for when
 * the connection is used first. Blocking; for one thread, and one node at a time.
 */
public final class ClientTableImport {

    private static final Logger LOG = LoggerFactory.getLogger(ClientTableImport.class);

    private static final int TOLD_EVERY = 1000;
    private static final int MOST_IN_VAIN = 10;

    private final ClientTable table;
    private final RegistrationSites sites;
    private final PrincipalUser users;
    private final Connections connections;

    /**
     * Takes from where and where to.
     *
     * <p>Throws {@link IllegalArgumentException} for what is no name of a table.
     *
     * @param source the table
     * @param sites the sites of the registrations
     * @param users says whose the names of principals are
     * @param connections the connections to be
     */
    public ClientTableImport(Source source, RegistrationSites sites, PrincipalUser users, Connections connections) {
        this.table = new ClientTable(source);
        this.sites = sites;
        this.users = users;
        this.connections = connections;
    }

    /**
     * Spring Security's table.
     *
     * @param dataSource where it is
     * @param table its name, with that of its schema and a dot before it where it needs one
     * @param zone the time zone in which the application wrote it: the columns say none
     */
    public record Source(DataSource dataSource, String table, ZoneId zone) {}

    /**
     * Takes every row that can be taken, and logs how far it is and each row that it leaves.
     *
     * <p>Throws {@link IllegalStateException} when the table cannot be read, and {@link Unavailable} when ten rows in a row could not be
     * taken because a server or the store is away. What was taken stays taken.
     */
    public ImportReport run() {
        Tally tally = new Tally(table.count());
        List<ClientRow> page = table.behind(null);
        while (!page.isEmpty()) {
            page.forEach(row -> take(row, tally));
            page = table.behind(page.get(page.size() - 1));
        }
        return tally.report();
    }

    private void take(ClientRow row, Tally tally) {
        try {
            Optional<Site> site = sites.find(row.registration());
            if (site.isEmpty()) {
                tally.left(row, "The registration is not bridged: " + sites.obstacle(row.registration()) + ".");
                return;
            }
            if (sites.isOfNobody(row.registration())) {
                tally.notNeeded(row);
                return;
            }
            tally.done(isTaken(row.pair(owner(row), site.get().id())));
        } catch (Unavailable | RateLimited e) {
            tally.away(row, e);
        } catch (TributaryException | IllegalArgumentException e) {
            tally.left(row, String.valueOf(e.getMessage()));
        }
    }

    private Owner owner(ClientRow row) {
        return Owners.user(
                users.named(row.principal())
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "The application's PrincipalUser does not say whose that name is. Let its method named say it, or let the user connect again.")));
    }

    private boolean isTaken(Adopted pair) {
        Connection before = connections.find(pair.owner(), pair.site()).orElse(null);
        Connection after = connections.connect(pair);
        return before == null || before.state().epoch() != after.state().epoch();
    }

    /** What has become of the rows so far. */
    private static final class Tally {

        private final long all;
        private final List<Left> left = new ArrayList<>();
        private final Set<String> told = new HashSet<>();
        private long taken;
        private long kept;
        private int inVain;

        Tally(long all) {
            this.all = all;
        }

        void done(boolean isTaken) {
            inVain = 0;
            taken += isTaken ? 1 : 0;
            kept += isTaken ? 0 : 1;
            tell();
        }

        /** Whoever asks for a token of the registration's own gets a new one. */
        void notNeeded(ClientRow row) {
            if (told.add(row.registration())) {
                LOG.info(
                        "The clients of registration '{}' are its own, by client_credentials, and are not taken: it gets new ones.",
                        printable(row.registration()));
            }
            done(false);
        }

        void left(ClientRow row, String reason) {
            Left one = new Left(row.registration(), row.principal(), reason);
            left.add(one);
            LOG.warn(
                    "The client of registration '{}' and principal '{}' was not taken: {}",
                    printable(one.registration()),
                    printable(one.principal()),
                    one.reason());
            tell();
        }

        void away(ClientRow row, TributaryException failure) {
            left(row, failure.getMessage() + " Run the import again.");
            if (++inVain == MOST_IN_VAIN) {
                throw new Unavailable(
                        "The import was stopped, because its last rows could not be taken. Run it again: it goes on where it was.",
                        java.time.Duration.ofMinutes(1),
                        failure);
            }
        }

        private void tell() {
            long seen = taken + kept + left.size();
            if (seen % TOLD_EVERY == 0) {
                LOG.info("{} of {} clients are looked at.", seen, all);
            }
        }

        ImportReport report() {
            LOG.info(
                    "Clients taken: {}; left, being newer here, ended or not needed: {}; not taken: {}.",
                    taken,
                    kept,
                    left.size());
            return new ImportReport(taken, kept, left);
        }

        private static String printable(@Nullable String text) {
            return String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
        }
    }
}
