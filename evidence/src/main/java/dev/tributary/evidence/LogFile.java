package dev.tributary.evidence;

import ch.qos.logback.core.PropertyDefinerBase;

/** Tells Logback where this process logs. Made by it. */
public final class LogFile extends PropertyDefinerBase {

    /** Made by Logback. */
    public LogFile() {}

    @Override
    public String getPropertyValue() {
        return Evidence.file("log").toString();
    }
}
