package dev.tributary.evidence;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Around all tests of a process: records exceptions from the first to the last, and looks into the databases before their servers end.
 * A process that runs millions of steps says {@code -Devidence.level=INFO}: it then logs less and records no exceptions.
 */
public final class EvidenceSession implements LauncherSessionListener {

    private final Exceptions exceptions = new Exceptions();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty("evidence.level") == null) {
            exceptions.record();
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        exceptions.writeTo(Evidence.file("exceptions"));
        Databases.writeTo(Evidence.file("rows"));
    }
}
