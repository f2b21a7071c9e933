package dev.tributary.store;

final class EncryptedMemoryTest extends TicketContract {

    private final Store store = EncryptedStore.open(new MemoryStore(), false, Keyset.ephemeral());

    @Override
    protected Store store() {
        return store;
    }
}
