package dev.tributary.cli;

/** Which Confluence to imitate. */
enum Edition {
    /** Confluence Data Center. */
    DATACENTER;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
