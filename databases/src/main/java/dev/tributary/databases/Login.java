package dev.tributary.databases;

/**
 * A database with a user of its own, who may use that one alone.
 *
 * @param url where it is, without its user
 * @param name what the database and its user are called
 * @param password the user's password
 */
public record Login(String url, String name, String password) {}
