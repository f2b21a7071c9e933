package dev.tributary.cli;

/** How much is logged. It has to be said before the first logger is made. */
final class Logs {

    private static final String LEVEL = "tributary.log.level";

    private Logs() {}

    /** Leaves the screen to what the command itself prints, unless somebody asked for more. */
    static void onlyTrouble() {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, "WARN");
        }
    }
}
