package dev.tributary.store;

final class MemoryStoreTest extends TicketContract {

    private final MemoryStore store = new MemoryStore();

    @Override
    protected Store store() {
        return store;
    }
}
