package dev.tributary.simulator;

/** The kinds of Confluence that can be simulated. */
public enum Edition {
    /** Confluence Data Center, 7.17 and later. */
    DATA_CENTER,
    /** Confluence Cloud with Atlassian's authorization server and API host, all at one address. */
    CLOUD
}
