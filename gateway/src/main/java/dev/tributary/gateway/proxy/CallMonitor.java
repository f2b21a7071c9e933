package dev.tributary.gateway.proxy;

import io.vertx.core.MultiMap;

/**
 * Watches one call on its way, on its event loop: to measure it, or to write down what became of it. It must return at once and
 * must not throw.
 */
public interface CallMonitor {

    /** Confluence is about to be asked, perhaps for the second time; the request's header fields may be added to. */
    void asking(MultiMap headers);

    /** The head of Confluence's answer has come. */
    void answered(int status);

    /** The call is over: answered with a status, or with 0 for one whose answer did not arrive whole. Told at least once; the first time counts. */
    void over(int status);

    /** Begins to watch calls. Thread-safe. */
    @FunctionalInterface
    interface Watcher {

        /** Watches nothing. */
        Watcher NOBODY = (app, site, method, headers) -> Blind.EYE;

        /**
         * Begins to watch a call that is let in.
         *
         * @param app the application's name
         * @param site the id of the site
         * @param method the method
         * @param headers the caller's header fields, to be read only
         */
        CallMonitor begin(String app, String site, String method, MultiMap headers);
    }

    /** Sees nothing. */
    enum Blind implements CallMonitor {
        /** The only one. */
        EYE;

        @Override
        public void asking(MultiMap headers) {}

        @Override
        public void answered(int status) {}

        @Override
        public void over(int status) {}
    }
}
