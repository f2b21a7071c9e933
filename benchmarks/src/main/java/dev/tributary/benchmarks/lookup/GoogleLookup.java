package dev.tributary.benchmarks.lookup;

import com.google.api.client.auth.oauth2.Credential;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.util.store.MemoryDataStoreFactory;
import dev.tributary.benchmarks.party.GoogleNode;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Google's two ways: a credential that is shared, and one that is loaded for each request. The request that takes the token is there already. */
@State(Scope.Benchmark)
public class GoogleLookup {

    private final GoogleNode node = Users.connected(GoogleNode.loading(Users.NOWHERE, new MemoryDataStoreFactory()));
    private final List<String> names = Users.names();
    private final List<Credential> shared = names.stream().map(node::load).toList();

    /** The request of a thread. */
    @State(Scope.Thread)
    public static class Request {

        private final HttpRequest request = GoogleNode.newRequest(null);
    }

    /** Takes the token from a credential at hand. */
    @Benchmark
    public HttpRequest shared(Users users, Request to) throws IOException {
        shared.get(users.next()).intercept(to.request);
        return to.request;
    }

    /** Takes the token from the flow's store of credentials. */
    @Benchmark
    public HttpRequest loaded(Users users, Request to) throws IOException {
        node.load(names.get(users.next())).intercept(to.request);
        return to.request;
    }
}
