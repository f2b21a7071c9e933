package dev.tributary.gateway;

import dev.tributary.Tributary;
import dev.tributary.gateway.console.Figures;
import dev.tributary.gateway.measure.Meters;
import dev.tributary.gateway.proxy.CallMonitor;
import java.net.URI;
import java.util.function.BooleanSupplier;

/**
 * What a gateway is made of that stays until it is closed, whatever configuration is in force.
 *
 * @param publicUrl the public URL, with its port
 * @param loops what runs it
 * @param entrance where requests come in
 * @param tributary the library
 * @param records what survives
 * @param routes the ways of calls
 * @param figures what the console draws
 * @param watcher watches calls
 * @param meters where it is measured
 * @param ending says whether it is about to stop
 */
record Outfit(
        URI publicUrl,
        Loops loops,
        Entrance entrance,
        Tributary tributary,
        Records records,
        Routes routes,
        Figures figures,
        CallMonitor.Watcher watcher,
        Meters meters,
        BooleanSupplier ending) {}
