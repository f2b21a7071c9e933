package dev.tributary.benchmarks.lookup;

import dev.tributary.benchmarks.database.Databases;
import dev.tributary.benchmarks.party.SpringNode;
import java.util.List;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.security.core.Authentication;

/** Spring Security's manager over its service on JDBC, with PostgreSQL on this machine. */
@State(Scope.Benchmark)
public class SpringOnPostgres {

    private final Databases databases = new Databases();
    private final SpringNode node;
    private final List<Authentication> principals =
            Users.names().stream().map(SpringNode::principal).toList();

    /** Connects the users. */
    public SpringOnPostgres() {
        DataSource pool = databases.postgres().pool();
        SpringNode.createTable(pool, true);
        this.node = Users.connected(SpringNode.inDatabase(Users.NOWHERE, pool));
    }

    /** Asks the manager. */
    @Benchmark
    public String authorize(Users users) {
        return node.accessToken(principals.get(users.next()));
    }

    /** Ends it. */
    @TearDown
    public void close() {
        databases.close();
    }
}
