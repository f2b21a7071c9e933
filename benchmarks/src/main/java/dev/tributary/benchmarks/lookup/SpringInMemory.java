package dev.tributary.benchmarks.lookup;

import dev.tributary.benchmarks.party.SpringNode;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.security.core.Authentication;

/** Spring Security's manager over its service in memory. The principal is there already, as in a request. */
@State(Scope.Benchmark)
public class SpringInMemory {

    private final SpringNode node = Users.connected(SpringNode.inMemory(Users.NOWHERE));
    private final List<Authentication> principals =
            Users.names().stream().map(SpringNode::principal).toList();

    /** Asks the manager. */
    @Benchmark
    public String authorize(Users users) {
        return node.accessToken(principals.get(users.next()));
    }
}
