package dev.tributary.simulator.content;

/** A file somebody wants to attach. */
public record Upload(String name, FileData file, boolean minorEdit) {}
