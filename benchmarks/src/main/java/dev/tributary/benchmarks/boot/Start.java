package dev.tributary.benchmarks.boot;

/**
 * One start of an application.
 *
 * @param started seconds until Spring Boot says that it has started
 * @param answered seconds until the first answer to a request
 * @param cpu seconds of the processor's time until then
 * @param memory what the process has in memory soon afterwards, in MB
 */
record Start(double started, double answered, double cpu, double memory) {}
