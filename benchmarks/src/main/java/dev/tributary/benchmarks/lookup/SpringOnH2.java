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

/** Spring Security's manager over its service on JDBC, with the cheapest database there can be: H2, in this process. */
@State(Scope.Benchmark)
public class SpringOnH2 {

    private final Databases databases = new Databases();
    private final SpringNode node;
    private final List<Authentication> principals =
            Users.names().stream().map(SpringNode::principal).toList();

    /** Connects the users. */
    public SpringOnH2() {
        DataSource pool = databases.h2().pool();
        SpringNode.createTable(pool, false);
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
