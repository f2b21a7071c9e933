package dev.tributary.store;

/** A store of both kinds. Blocking and thread-safe, as its two ports say. */
public interface Store extends ConnectionStore, TicketStore {}
