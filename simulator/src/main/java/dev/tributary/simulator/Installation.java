package dev.tributary.simulator;

import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.oauth.Clients;
import dev.tributary.simulator.oauth.Grants;

/** What the editions have in common. */
interface Installation {

    Edition edition();

    Handler handler();

    Frame frame();

    Clients clients();

    Grants grants();
}
