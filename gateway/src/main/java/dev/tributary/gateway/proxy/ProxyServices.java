package dev.tributary.gateway.proxy;

import dev.tributary.authorization.Connections;
import dev.tributary.confluence.AccountCheck;
import dev.tributary.confluence.SiteCheck;
import dev.tributary.token.Tokens;
import java.time.Clock;

/**
 * What calls are made with.
 *
 * @param callers knows the applications
 * @param connections finds connections; blocks, so it is asked on a worker thread only
 * @param tokens hands out access tokens
 * @param accounts tells a renamed user from another one, and suspends the connection of the latter
 * @param places looks at the chosen site again where calls are refused
 * @param watch is told how calls are answered
 * @param clock the time
 * @param watcher watches calls
 */
public record ProxyServices(
        Callers callers,
        Connections connections,
        Tokens tokens,
        AccountCheck accounts,
        SiteCheck places,
        CallWatch watch,
        Clock clock,
        CallMonitor.Watcher watcher) {}
